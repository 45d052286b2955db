package io.sluice.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that are not Java's children: those may not be traced, for Java waits for its children and would take the
 * tracer's stops. So a shell starts them, and is gone before anything is traced.
 */
final class Orphan {
    private Orphan() {}

    /**
     * Starts a command, which reads and says nothing.
     *
     * @throws IOException when it cannot be started, or ended at once
     */
    static ProcessHandle start(List<String> command) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" </dev/null >/dev/null 2>&1 & echo $!", "sh"));
        words.addAll(command);
        Process shell = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII))) {
            String pid = String.valueOf(said.readLine());
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow(() -> new IOException("it ended at once"));
        } catch (NumberFormatException nothing) {
            throw new IOException("the shell started nothing", nothing);
        }
    }
}
