package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of the built distribution. */
final class Sluice {
    private static final String HOME = System.getProperty("sluice.home", "");
    private static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

    private Sluice() {}

    /** The launcher. Where nothing was built the test is skipped, unless it was said where it is built. */
    static Path launcher() {
        Path home = HOME.isEmpty() ? Path.of("target", "sluice") : Path.of(HOME);
        Path launcher = home.resolve("bin").resolve("sluice").toAbsolutePath();
        if (HOME.isEmpty()) {
            assumeTrue(Files.isExecutable(launcher), "no distribution was built: there is no " + launcher);
        }
        return launcher;
    }

    static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(launcher().toString()));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /** Nothing is left in the folder of whoever runs the tests; and who runs them in the background may ignore SIGINT. */
    private static Command command(String... arguments) {
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(words(arguments));
        return Command.of(words).with("XDG_CACHE_HOME", CACHE.toString());
    }

    /** Runs it with these arguments to its end, where it can be in a process that has run others. */
    static Command.Outcome run(String... arguments) {
        if (!WarmSluice.takes(arguments)) {
            return runAlone(arguments);
        }
        return WarmSluice.run(launcher().getParent().getParent(), CACHE, arguments);
    }

    /** Runs it with these arguments to its end, as a person does. */
    static Command.Outcome runAlone(String... arguments) {
        return command(arguments).run();
    }

    /** Runs it as a process that can be killed; its output goes to files beside {@code log}. */
    static Process start(Path log, String... arguments) {
        try {
            return command(arguments).start(log, log.resolveSibling(log.getFileName() + ".err"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends it a signal, such as INT. */
    static void signal(String name, Process process) {
        Command.of("kill", "-" + name, Long.toString(process.pid())).run().succeeded();
    }

    /** Kills it with all that it started, and waits. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What everybody gets who asks for something that cannot be: a line or two, a status, no trace of the inside. */
    static void assertRefused(Command.Outcome outcome, String... words) {
        List<String> lines =
                outcome.err().lines().filter(line -> !line.isBlank()).toList();
        assertThat(outcome.status()).as(outcome.toString()).isNotZero().isLessThan(128);
        assertThat(lines).as(outcome.toString()).hasSizeBetween(1, 2);
        assertNoTrace(outcome);
        for (String word : words) {
            assertThat(outcome.err()).contains(word);
        }
    }

    /** What verify answers to whom the set is not whole: the problems, and a status of its own. */
    static void assertDamaged(Command.Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(9);
        assertThat(outcome.out()).contains("problem: ");
        assertNoTrace(outcome);
    }

    /** No stack trace and no class name. */
    static void assertNoTrace(Command.Outcome outcome) {
        assertThat(outcome.out() + outcome.err())
                .doesNotContainPattern("\\tat ")
                .doesNotContain("Exception")
                .doesNotContain("Caused by");
    }
}
