package io.sluice.testkit.criu;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a real CRIU, which {@code script/criu} of this project fetches where it is not there. */
public final class RealCriu {
    private static final String RESTORE = "restore";
    private static final List<String> DETACHED = List.of("--restore-detached", "--file-locks", "--manage-cgroups");

    private static final List<String> APART =
            List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", "\"$@\"; exit $?", "sh");

    private final Path program;

    private RealCriu(Path program) {
        this.program = program;
    }

    /** The one that the project's script answers. A failure of the script is a failure of the test. */
    public static RealCriu fetched() {
        String path = Command.of(script().toString()).run().succeeded().out().trim();
        return new RealCriu(Path.of(path));
    }

    private static Path script() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("script").resolve("criu");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new AssertionError(
                "script/criu is in no folder above " + Path.of("").toAbsolutePath());
    }

    /**
     * Dumps a tree into a new folder. Afterwards the tree is stopped.
     *
     * @param more options of CRIU's
     */
    public void dump(long pid, Path folder, String... more) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<String> options = new ArrayList<>(List.of("--tree", Long.toString(pid), "--leave-stopped"));
        options.addAll(Arrays.asList(more));
        require(folder, "dump", run(folder, "dump", options));
    }

    /** Restores a tree under its old ids and lets it run. */
    public void restore(Path folder) {
        require(folder, RESTORE, run(folder, RESTORE, DETACHED));
    }

    /**
     * Restores a tree that gets a file from who restores it.
     *
     * @param file opened for reading and writing; made where it is not there
     * @param name by which the images know what it stands for
     */
    public void restoreWith(Path folder, Path file, String name) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec 7<>\"$0\"; \"$@\"", file.toString()));
        List<String> options = new ArrayList<>(DETACHED);
        options.addAll(List.of("--shell-job", "--inherit-fd", "fd[7]:" + name));
        words.addAll(words(folder, RESTORE, options));
        require(folder, RESTORE, Command.of(words).run());
    }

    /** Restores a tree into a pid namespace that ends at once: its ids may be taken here. */
    public void restoreApart(Path folder) {
        require(folder, RESTORE, runApart(folder));
    }

    /** Tries to do that, which must fail; answers what CRIU says of it. */
    public String refusalApart(Path folder) {
        if (runApart(folder).status() == 0) {
            throw new AssertionError("criu restored " + folder);
        }
        return errors(folder, RESTORE);
    }

    private Command.Outcome runApart(Path folder) {
        List<String> words = new ArrayList<>(APART);
        words.addAll(words(folder, RESTORE, DETACHED));
        return Command.of(words).run();
    }

    private Command.Outcome run(Path folder, String action, List<String> options) {
        return Command.of(words(folder, action, options)).run();
    }

    private List<String> words(Path folder, String action, List<String> options) {
        List<String> words = new ArrayList<>(List.of(program.toString(), action, "--images-dir", folder.toString()));
        words.addAll(options);
        words.addAll(List.of("--log-file", log(folder, action).toString(), "-v4"));
        return words;
    }

    private static void require(Path folder, String action, Command.Outcome outcome) {
        if (outcome.status() != 0) {
            throw new AssertionError("criu " + action + " failed: " + outcome.err() + "\n" + errors(folder, action));
        }
    }

    private static Path log(Path folder, String action) {
        return folder.resolve(action + ".log");
    }

    private static String errors(Path folder, String action) {
        try (var lines = Files.lines(log(folder, action))) {
            return String.join(
                    "\n", lines.filter(line -> line.contains("Error")).toList());
        } catch (IOException none) {
            return none.toString();
        }
    }
}
