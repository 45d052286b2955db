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

    /** Dumps a tree into a new folder. Afterwards the tree is stopped. */
    public void dump(long pid, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run(folder, "dump", "--tree", Long.toString(pid), "--leave-stopped");
    }

    /** Restores a tree under its old ids and lets it run. */
    public void restore(Path folder) {
        run(folder, "restore", "--restore-detached");
    }

    private void run(Path folder, String action, String... options) {
        Path log = folder.resolve(action + ".log");
        List<String> words = new ArrayList<>(List.of(program.toString(), action, "--images-dir", folder.toString()));
        words.addAll(Arrays.asList(options));
        words.addAll(List.of("--log-file", log.toString(), "-v4"));
        Command.Outcome outcome = Command.of(words).run();
        if (outcome.status() != 0) {
            throw new AssertionError("criu " + action + " failed: " + outcome.err() + "\n" + errors(log));
        }
    }

    private static String errors(Path log) {
        try (var lines = Files.lines(log)) {
            return String.join(
                    "\n", lines.filter(line -> line.contains("Error")).toList());
        } catch (IOException none) {
            return none.toString();
        }
    }
}
