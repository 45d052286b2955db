package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmark.result.ResultFile;
import io.sluice.benchmark.result.Results;
import io.sluice.benchmark.result.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built benchmark measures the built Sluice. */
class BenchmarkIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    @Test
    void measuresFirstAndLaterRounds() throws Exception {
        Process benchmark = start("--targets", "64m,huge", "--drains", "read", "--trackers", "hash", "--peers", "no");
        assertThat(benchmark.waitFor()).as(said()).isZero();

        Results results = ResultFile.read(folder.resolve("page/results.jsonl"));
        assertThat(results.failures()).isEmpty();
        assertThat(results.rounds()).extracting(Round::target).containsExactly("64m", "64m", "huge", "huge");
        assertThat(results.rounds()).extracting(Round::round).containsExactly(1, 2, 1, 2);
        assertThat(results.rounds()).allSatisfy(BenchmarkIT::isSensible);
        Round first = results.rounds().get(0);
        Round later = results.rounds().get(1);
        assertThat(first.stored()).isGreaterThan(first.bytes());
        assertThat(later.stored()).as("what changed").isLessThan(first.bytes() / 20);
        assertThat(folder.resolve("page.md")).isNotEmptyFile();
        assertThat(remains(benchmark)).isEmpty();
    }

    private static void isSensible(Round round) {
        assertThat(round.gap()).isPositive();
        assertThat(round.idleGap()).isPositive();
        assertThat(round.drained()).isLessThan(round.wall());
        assertThat(round.frozen()).isPositive().isLessThan(round.wall());
        assertThat(round.dd()).isPositive();
        assertThat(round.ddGap()).isPositive();
        assertThat(round.ddSpeed()).isPositive();
        assertThat(round.speed()).isPositive();
        assertThat(round.resident()).isGreaterThan(20 << 20);
        assertThat(round.slabMost()).isGreaterThanOrEqualTo(round.slabBefore()).isPositive();
    }

    @Test
    void leavesNothingWhenItIsInterrupted() throws Exception {
        Process benchmark = start("--targets", "64m", "--trials", "100", "--peers", "no");
        while (!said().contains("round 1")) {
            assertThat(benchmark.isAlive()).as(said()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        List<ProcessHandle> children = benchmark.descendants().toList();
        assertThat(children).as("a target runs, or a command").isNotEmpty();
        benchmark.destroy();
        assertThat(benchmark.waitFor()).isEqualTo(128 + 15);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(remains(benchmark)).isEmpty();
    }

    private Process start(String... options) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(ROOT.resolve("script/benchmark").toString(), "--short"));
        words.addAll(List.of("--page", folder.resolve("page.md").toString()));
        words.addAll(List.of(options));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static List<Path> remains(Process benchmark) {
        String name = "sluice-benchmark." + benchmark.pid();
        return List.of(Path.of("/dev/shm", name), Path.of(System.getProperty("java.io.tmpdir"), name)).stream()
                .filter(Files::exists)
                .toList();
    }
}
