package io.sluice.cli;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs what a person runs most, so that the build's archive of classes holds what that needs. What the commands say is
 * thrown away.
 */
public final class Training {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "pre-dump --help",
            "check",
            "check --json",
            "plugins",
            "show no-such-set",
            "verify no-such-set",
            // No process has this number (proc_sys_kernel(5): pid_max is 2^22 at the most).
            "pre-dump --tree 2147483647 --images-dir no-such-set");

    /** Pre-dumps of a program that is there for that alone; PID and FOLDER stand for its pid and a folder. */
    private static final List<String> CHAIN = List.of(
            "pre-dump --tree PID --images-dir FOLDER/1",
            "pre-dump --json --tree PID --images-dir FOLDER/2 --prev-images-dir ../1",
            "watch --tree PID --images-dir FOLDER/watch --rounds 2 --every 0s",
            "pre-dump --tree PID --images-dir FOLDER/3 --prev-images-dir ../2 --track-mem",
            "pre-dump --tree PID --images-dir FOLDER/4 --prev-images-dir ../3 --track-mem --pre-dump-mode splice",
            "release PID");

    /** The same with dumps, of another one. */
    private static final List<String> DUMPS = List.of(
            "pre-dump --tree PID --images-dir FOLDER/11 --track-mem",
            "dump --tree PID --images-dir FOLDER/12 --prev-images-dir ../11 --track-mem --leave-running --shell-job",
            "release PID",
            "dump --tree PID --images-dir FOLDER/13 --leave-running --shell-job",
            "verify FOLDER/12",
            "verify --files FOLDER/12",
            "show FOLDER/12",
            "show --json FOLDER/12",
            "chain FOLDER/12",
            "chain squash FOLDER/12 --images-dir FOLDER/whole",
            "chain prune --keep 1 FOLDER/12",
            "export FOLDER/13 FOLDER/exported",
            "dump --tree PID --images-dir FOLDER/14 --shell-job");

    private Training() {}

    /**
     * Runs them all, and tells the launcher which Java and which folder the archive fits. Where a program may not be
     * traced the archive is made without what that needs, which is said: Sluice starts a little slower, and works.
     *
     * @param arguments the file that the launcher reads
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("sluice.home")).toRealPath();
        Files.write(Path.of(arguments[0]), List.of(System.getProperty("java.version"), home.toString()));
        PrintStream told = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        COMMANDS.forEach(Training::run);
        try (TemporaryFolder folder = TemporaryFolder.create("sluice-training");
                DemoWorkload busy = DemoWorkload.start(folder.path().resolve("ready"), 1, 1, Control.unlimited())) {
            runAll(CHAIN, busy.pid(), folder, told);
            ProcessHandle idle = Orphan.start(List.of("sleep", "60"));
            runAll(DUMPS, Math.toIntExact(idle.pid()), folder, told);
            idle.destroyForcibly();
        } catch (SluiceException | IOException unable) {
            told.println(
                    "the archive of classes lacks what dumps need, and Sluice starts slower: " + unable.getMessage());
        }
    }

    private static void runAll(List<String> commands, int pid, TemporaryFolder folder, PrintStream told) {
        for (String command : commands) {
            int status = run(command.replace("PID", Integer.toString(pid))
                    .replace("FOLDER", folder.path().toString()));
            if (status != 0) {
                told.println(
                        "the archive of classes lacks what this needs: sluice " + command + " (status " + status + ")");
            }
        }
    }

    private static int run(String command) {
        return Main.run(command.split(" ", -1));
    }
}
