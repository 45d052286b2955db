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

    /** A chain of two, of a program that is there for that alone; PID and FOLDER stand for its pid and a folder. */
    private static final List<String> CHAIN = List.of(
            "pre-dump --tree PID --images-dir FOLDER/1",
            "pre-dump --json --tree PID --images-dir FOLDER/2 --prev-images-dir ../1",
            "watch --tree PID --images-dir FOLDER/watch --rounds 2 --every 0s",
            "verify FOLDER/2",
            "show FOLDER/2");

    private Training() {}

    /**
     * Runs them all; the commands may fail, as most of these must. Tells the launcher which Java and which folder the
     * archive fits.
     *
     * @param arguments the file that the launcher reads
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(System.getProperty("sluice.home")).toRealPath();
        Files.write(Path.of(arguments[0]), List.of(System.getProperty("java.version"), home.toString()));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        COMMANDS.forEach(Training::run);
        try (TemporaryFolder folder = TemporaryFolder.create("sluice-training");
                DemoWorkload target = DemoWorkload.start(folder.path(), 1, 1, Control.unlimited())) {
            for (String command : CHAIN) {
                run(command.replace("PID", Integer.toString(target.pid()))
                        .replace("FOLDER", folder.path().toString()));
            }
        } catch (SluiceException unable) {
            // The archive is then made without a chain's classes: Sluice starts a little slower, and works.
            System.err.println(unable.getMessage());
        }
    }

    private static void run(String command) {
        Main.run(command.split(" ", -1));
    }
}
