package io.sluice.benchmark.target;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running target. Used by one thread; it is killed and reaped when it is closed. */
public final class Target implements AutoCloseable {
    private static final Pattern HUGE = Pattern.compile("AnonHugePages: +(\\d+) kB");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final Workplace workplace;
    private final Process process;
    private final StatusPage status;
    private final Path log;

    private Target(Workplace workplace, Process process, StatusPage status, Path log) {
        this.workplace = workplace;
        this.process = process;
        this.status = status;
        this.log = log;
    }

    /**
     * Starts one and waits until its region is full and its threads run.
     *
     * @param program the compiled {@code target.c}
     * @param folder where its figures and its log go; no other target's as long as it runs
     * @param share how many of 1000 pages it changes
     */
    public static Target start(
            Workplace workplace, Path program, Path folder, TargetKind kind, int share, Sampler sampler) {
        Path file = folder.resolve("status");
        Path log = folder.resolve("target.log");
        StatusPage status = StatusPage.in(file);
        List<String> words = List.of(
                program.toString(),
                file.toString(),
                Integer.toString(kind.mebibytes()),
                Integer.toString(kind.mappings()),
                Integer.toString(kind.threads()),
                kind.hugePages() ? "huge" : "small",
                Integer.toString(share),
                sampler.name().toLowerCase(Locale.ROOT));
        try {
            // No pipe to us: CRIU refuses a target that holds the end of one.
            Process process = workplace.start(new ProcessBuilder(words)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile()));
            Target target = new Target(workplace, process, status, log);
            target.awaitReady();
            return target;
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot start a target: " + failure, failure);
        }
    }

    private void awaitReady() {
        try {
            await(() -> status.get(StatusPage.READY) == 1);
        } catch (CannotMeasureException failure) {
            close();
            throw failure;
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The size of its region in bytes. */
    public long bytes() {
        return status.get(StatusPage.PAGES) * 4096;
    }

    /** How many bytes of its memory are in anonymous huge pages. */
    public long hugeBytes() {
        try {
            Matcher line = HUGE.matcher(Files.readString(Path.of("/proc/" + pid() + "/smaps_rollup")));
            return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot read the target's memory usage: " + failure, failure);
        }
    }

    /** What it sees while something is done; the work's beginning and end are the span's. */
    public Figures during(Runnable work) {
        status.set(StatusPage.ASKED, status.get(StatusPage.ASKED) + 1);
        await(() -> status.get(StatusPage.FORGOTTEN) == status.get(StatusPage.ASKED));
        long steps = status.get(StatusPage.STEPS);
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double speed = (status.get(StatusPage.STEPS) - steps) / seconds;
        // A gap is known when it ends: two more readings, and the last one lies within the span.
        long seen = status.get(StatusPage.SAMPLES);
        await(() -> status.get(StatusPage.SAMPLES) > seen + 1);
        return new Figures(status.get(StatusPage.LONGEST_GAP), status.get(StatusPage.LONGEST_STOP), speed);
    }

    /** What it sees while nothing is done to it for so long. */
    public Figures idle(double seconds) {
        return during(() -> pause(Math.round(seconds * 1000)));
    }

    private void await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new CannotMeasureException("the target stands still; it was left stopped, or has no processor");
            }
            if (!process.isAlive()) {
                throw new CannotMeasureException("the target died: " + complaint());
            }
            pause(1);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotMeasureException("the benchmark was interrupted", interrupted);
        }
    }

    private String complaint() {
        try {
            return Files.readString(log).strip();
        } catch (IOException none) {
            return "no word from it";
        }
    }

    @Override
    public void close() {
        workplace.end(process);
    }
}
