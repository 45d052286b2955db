package io.sluice.testkit.program;

import io.sluice.testkit.proc.TaskFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts targets, and ends all of them, with all files, when it is closed. For one test, used by one thread.
 */
public final class Targets implements AutoCloseable {
    private static final List<String> PLAIN = List.of();
    private static final List<String> TRACKED = List.of("env", "TRACKED=1");
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    private static final int ANOTHER = 65534;
    private static final List<String> ANOTHER_USER =
            List.of("setpriv", "--reuid=" + ANOTHER, "--regid=" + ANOTHER, "--clear-groups");
    private final Path folder;
    private final List<Target> started = new ArrayList<>();
    private int number;

    private Targets(Path folder) {
        this.folder = folder;
    }

    /** With a new folder for what the targets write. */
    public static Targets create() {
        try {
            return new Targets(Files.createTempDirectory("sluice-targets"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A folder that lasts until this is closed. */
    public Path folder() {
        return folder;
    }

    /** Starts any command as a target. */
    public Target start(String... command) {
        return start(PLAIN, List.of(command));
    }

    /** Starts a keeper and waits until it is ready. */
    public Keeper keeper(KeeperPlan plan) {
        return keeper(PLAIN, plan);
    }

    /** Starts a keeper that opens a userfaultfd for whoever tracks it. */
    public Keeper trackedKeeper(KeeperPlan plan) {
        return keeper(TRACKED, plan);
    }

    /** Starts a keeper as the first process of a pid namespace of its own. */
    public Keeper keeperInNamespace(KeeperPlan plan) {
        return keeper(NAMESPACE, plan);
    }

    private Keeper keeper(List<String> prefix, KeeperPlan plan) {
        StatusFile status = newStatus();
        try {
            Path own = Files.createTempDirectory(folder, "keeper");
            Path program = TargetProgram.compiled("keeper");
            if (prefix.equals(ANOTHER_USER)) {
                program = Files.copy(program, own.resolve("keeper"));
                giveAway(List.of(status.path(), own, program));
            }
            return new Keeper(start(prefix, plan.command(program.toString(), status.path(), own)), status, own);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void giveAway(List<Path> files) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        for (Path file : files) {
            Files.setAttribute(file, "unix:uid", ANOTHER);
        }
    }

    /** Starts a keeper as another user, without any right over Sluice's. */
    public Keeper keeperOfAnotherUser(KeeperPlan plan) {
        return keeper(ANOTHER_USER, plan);
    }

    /** Starts a program that makes the system calls that it is asked for. */
    public Caller caller() {
        StatusFile status = newStatus();
        return new Caller(start(PLAIN, List.of(program("caller"), status.path().toString())), status);
    }

    private static String program(String name) {
        try {
            return TargetProgram.compiled(name).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts a witness of a kind of state, which witness.c names, and waits until it has it. */
    public Witness witness(String kind) {
        Path report = folder.resolve("report-" + number++);
        return new Witness(start(PLAIN, List.of(program("witness"), kind, report.toString())), report);
    }

    /** Starts a program that writes increasing numbers into areas of so many pages each, and waits until it does. */
    public Sequence sequence(int pages) {
        StatusFile status = newStatus();
        List<String> command = List.of(program("sequence"), status.path().toString(), Integer.toString(pages));
        return new Sequence(start(PLAIN, command), status, pages);
    }

    /** Starts a tree with a witness of every kind, and waits until each has what it is a witness of. */
    public Target everyWitness() {
        Path report = folder.resolve("report-" + number++);
        String script = "for kind; do \"$0\" $kind " + report + "-$kind & done; wait";
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, program("witness")));
        command.addAll(Witness.KINDS);
        Target tree = start(PLAIN, command);
        Witness.KINDS.forEach(kind -> Witness.awaitReady(Path.of(report + "-" + kind)));
        return tree;
    }

    /** Starts a process with something that cannot be dumped, which odd.c names, and waits until it has it. */
    public Target odd(String kind) {
        Path report = folder.resolve("report-" + number++);
        Target target = start(PLAIN, List.of(program("odd"), kind, report.toString()));
        Waiting.until(() -> Files.exists(report) && report.toFile().length() > 0, () -> "nothing odd: " + target.log());
        return target;
    }

    /** Starts a storm and waits until it blows. */
    public Storm storm(int mebibytes, long seed) {
        return storm(PLAIN, mebibytes, seed);
    }

    /** Starts a storm that opens a userfaultfd for whoever tracks it. */
    public Storm trackedStorm(int mebibytes, long seed) {
        return storm(TRACKED, mebibytes, seed);
    }

    private Storm storm(List<String> prefix, int mebibytes, long seed) {
        StatusFile status = newStatus();
        List<String> command =
                List.of(program("storm"), status.path().toString(), Integer.toString(mebibytes), Long.toString(seed));
        return new Storm(start(prefix, command), status);
    }

    private StatusFile newStatus() {
        return StatusFile.create(folder.resolve("status-" + number++));
    }

    private Target start(List<String> prefix, List<String> command) {
        Path log = folder.resolve("log-" + number++);
        List<String> words = new ArrayList<>(List.of(program("nurse"), log.toString()));
        words.addAll(prefix);
        words.addAll(command);
        long session = Long.parseLong(
                Command.of(words).in(folder).run().succeeded().out().trim());
        Waiting.until(() -> !alive(session) || inOwnSession(session), () -> "no session " + session);
        Target target = new Target(session, prefix.equals(NAMESPACE) ? onlyChild(session) : session, log);
        started.add(target);
        return target;
    }

    private static boolean alive(long pid) {
        return new TaskFiles(pid).alive();
    }

    private static boolean inOwnSession(long pid) {
        try {
            return new TaskFiles(pid).session() == pid;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private static long onlyChild(long parent) {
        TaskFiles files = new TaskFiles(parent);
        Waiting.until(() -> files.children().size() == 1, () -> parent + " has no child");
        return files.children().get(0);
    }

    @Override
    public void close() {
        started.forEach(Target::kill);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
