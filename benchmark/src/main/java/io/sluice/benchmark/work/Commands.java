package io.sluice.benchmark.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands to their end, one at a time, and measures them from outside of Java. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private final Workplace workplace;
    private final Path folder;
    private final Path measurer;

    /** With a folder for what they write. */
    public Commands(Workplace workplace, Path folder) {
        this.workplace = workplace;
        this.folder = folder;
        this.measurer = Program.compiled("command", folder);
    }

    /** Runs a command. One that has not ended after five minutes is killed and cannot be measured. */
    public Ended run(List<String> words) {
        Path figures = folder.resolve("figures");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> all = new ArrayList<>(List.of(measurer.toString(), figures.toString()));
        all.addAll(words);
        try {
            Files.deleteIfExists(figures);
            Process process = workplace.start(new ProcessBuilder(all)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile()));
            try {
                await(process, words);
            } finally {
                workplace.end(process);
            }
            return ended(
                    figures,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot run " + words.get(0) + ": " + failure, failure);
        }
    }

    private static void await(Process process, List<String> words) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new CannotMeasureException(
                        "no end after " + LIMIT.toMinutes() + " minutes: " + String.join(" ", words));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotMeasureException("the benchmark was interrupted", interrupted);
        }
    }

    private static Ended ended(Path figures, String out, String err) throws IOException {
        if (!Files.exists(figures)) {
            throw new CannotMeasureException("the benchmark was interrupted");
        }
        String[] word = Files.readString(figures).strip().split(" ", -1);
        return new Ended(Long.parseLong(word[0]), Long.parseLong(word[1]), Integer.parseInt(word[2]), out, err);
    }
}
