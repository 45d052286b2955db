package io.sluice.benchmark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Program;
import io.sluice.benchmark.work.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The target sees what is done to it. */
class TargetTest {
    private static final long STOPPED = 200_000_000;

    @TempDir
    private Path folder;

    private final Workplace workplace = new Workplace();
    private Path program;

    @BeforeEach
    void compile() {
        program = Program.compiled("target", folder);
    }

    @AfterEach
    void end() {
        workplace.close();
    }

    private Target start(TargetKind kind, Sampler sampler) {
        try {
            Path own = Files.createTempDirectory(folder, "target");
            return Target.start(workplace, program, own, kind, 10, sampler);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static TargetKind kind(int mappings, int threads, boolean huge) {
        return new TargetKind("test", "test", 8, mappings, threads, huge);
    }

    @ParameterizedTest
    @EnumSource
    void seesThatItWasStopped(Sampler sampler) {
        try (Target target = start(kind(1, 3, false), sampler)) {
            Figures figures = target.during(() -> {
                signal(target, "STOP");
                pause(STOPPED);
                signal(target, "CONT");
            });
            assertThat(figures.longestGap()).isGreaterThan(STOPPED / 2);
            assertThat(figures.longestStop())
                    .as("a stop is no waiting for a processor")
                    .isBetween(STOPPED / 2, figures.longestGap());
        }
    }

    @Test
    void forgetsAnEarlierGap() {
        try (Target target = start(kind(1, 3, false), Sampler.SLEEP)) {
            Figures before = target.during(() -> {
                signal(target, "STOP");
                pause(5 * STOPPED);
                signal(target, "CONT");
            });
            Figures after = target.idle(0.01);
            assertThat(after.longestGap()).isPositive().isLessThan(before.longestGap());
        }
    }

    @Test
    void writesAllTheTime() {
        try (Target target = start(kind(1, 3, false), Sampler.SLEEP)) {
            assertThat(target.idle(0.05).speed()).isPositive();
        }
    }

    @Test
    void hasTheMappingsAndThreadsThatAreAskedFor() throws IOException {
        try (Target few = start(kind(1, 3, false), Sampler.SLEEP);
                Target many = start(kind(100, 9, false), Sampler.SLEEP)) {
            // A thread brings the mapping of its stack and that of the stack's guard, and may bring a heap of its own.
            assertThat(mappings(many) - mappings(few)).isBetween(99L, 99L + 6 * 4);
            assertThat(many.bytes()).isEqualTo(100 * 20 * 4096);
            assertThat(threads(many)).isEqualTo(9);
            assertThat(threads(few)).isEqualTo(3);
        }
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> start(kind(100_000, 3, false), Sampler.SLEEP))
                .isInstanceOf(CannotMeasureException.class)
                .hasMessageContaining("died");
    }

    @Test
    void isGoneWhenItIsClosed() {
        Target target = start(kind(1, 3, false), Sampler.SLEEP);
        target.close();
        assertThat(Path.of("/proc", Long.toString(target.pid()))).doesNotExist();
    }

    private static long mappings(Target target) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(target.pid()), "maps"))) {
            return lines.count();
        }
    }

    private static long threads(Target target) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(target.pid()), "task"))) {
            return tasks.count();
        }
    }

    private static void signal(Target target, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(target.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void pause(long nanoseconds) {
        try {
            Thread.sleep(nanoseconds / 1_000_000);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
