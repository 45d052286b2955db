package io.sluice.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end. */
public final class Command {
    private final List<String> words;
    private final Map<String, String> environment = new java.util.TreeMap<>();
    private Path folder = Path.of(".");
    private Duration limit = Duration.ofMinutes(2);

    private Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** A command with its arguments. */
    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    /** A command with its arguments. */
    public static Command of(List<String> words) {
        return new Command(words);
    }

    /** In this folder. */
    public Command in(Path where) {
        folder = where;
        return this;
    }

    /** With this variable. */
    public Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** For so long; then it is killed, and that is a failure. */
    public Command within(Duration time) {
        limit = time;
        return this;
    }

    /**
     * What came of a command.
     *
     * @param status its exit status; 128 and the signal's number where one killed it
     * @param out its standard output
     * @param err its standard error
     */
    public record Outcome(int status, String out, String err) {

        /** This, if it succeeded; else an assertion fails with all that it wrote. */
        public Outcome succeeded() {
            if (status != 0) {
                throw new AssertionError("exit status " + status + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    /** Runs it. */
    public Outcome run() {
        try {
            Path out = Files.createTempFile("sluice-out", "");
            Path err = Files.createTempFile("sluice-err", "");
            try {
                Process process = start(out, err);
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("no end after " + limit + ": " + words + "\n" + Files.readString(err));
                }
                return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + words, interrupted);
        }
    }

    /** Starts it and does not wait; the caller ends it. */
    public Process start(Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words)).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return builder.start();
    }
}
