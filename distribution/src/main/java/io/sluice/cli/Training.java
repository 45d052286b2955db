package io.sluice.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs what a person runs most, so that the build's archive of classes holds what that needs. Nothing is dumped, and what
 * the commands say is thrown away.
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

    private Training() {}

    /** Runs them all; the commands may fail, as most of these must. */
    public static void main(String[] arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        for (String command : COMMANDS) {
            Main.run(command.split(" ", -1));
        }
    }
}
