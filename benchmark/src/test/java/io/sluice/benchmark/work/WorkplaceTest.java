package io.sluice.benchmark.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing stays of a benchmark. */
class WorkplaceTest {
    @TempDir
    private Path parent;

    @Test
    void endsItsProcessesWithTheirChildrenAndRemovesItsFolders() throws IOException {
        Workplace workplace = new Workplace();
        Path folder = workplace.folderIn(parent);
        Files.createDirectories(folder.resolve("sets/1"));
        Files.writeString(folder.resolve("sets/1/pages-1.img"), "bytes");
        Files.createSymbolicLink(folder.resolve("sets/1/parent"), Path.of(".."));
        Process shell = workplace.start(new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; wait"));
        long child = Long.parseLong(shell.inputReader().readLine());

        workplace.close();

        assertThat(shell.isAlive()).isFalse();
        assertThat(ended(child)).isTrue();
        assertThat(parent).isEmptyDirectory();
    }

    // Whoever adopts it reaps it; until then it is a zombie.
    private static boolean ended(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        return !Files.exists(status) || Files.readString(status).matches("(?s).*\\) [ZX] .*");
    }

    @Test
    void startsNothingAfterItsEnd() {
        Workplace workplace = new Workplace();
        workplace.close();
        assertThatThrownBy(() -> workplace.start(new ProcessBuilder("true")))
                .isInstanceOf(CannotMeasureException.class)
                .hasMessageContaining("interrupted");
    }

    @Test
    void removesWhatAKilledOneLeftAndNothingElse() throws IOException {
        Path dead = Files.createDirectory(parent.resolve("sluice-benchmark.4194305")); // above the greatest pid
        Path living = Files.createDirectory(parent.resolve("sluice-benchmark.1"));
        Path other = Files.createDirectory(parent.resolve("sluice-benchmark.md"));
        try (Workplace workplace = new Workplace()) {
            workplace.folderIn(parent);
        }
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
    }

    @Test
    void measuresACommand() {
        try (Workplace workplace = new Workplace()) {
            Commands commands = new Commands(workplace, parent);
            Ended ended = commands.run(List.of("sh", "-c", "echo said; echo last >&2; sleep 0.05; exit 7"));
            assertThat(ended.status()).isEqualTo(7);
            assertThat(ended.out()).isEqualTo("said\n");
            assertThat(ended.complaint()).isEqualTo("exit status 7: last");
            assertThat(ended.nanoseconds()).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void measuresTheMemoryOfACommandAndItsChildren() {
        try (Workplace workplace = new Workplace()) {
            Commands commands = new Commands(workplace, parent);
            long small = commands.run(List.of("true")).residentKibibytes();
            long large = commands.run(List.of("sh", "-c", "dd if=/dev/zero of=/dev/null bs=64M count=1; true"))
                    .residentKibibytes();
            assertThat(small).isBetween(1L, 32L * 1024);
            assertThat(large).isGreaterThan(64 * 1024);
        }
    }

    @Test
    void tellsTheSignalThatEndedACommand() {
        try (Workplace workplace = new Workplace()) {
            Ended ended = new Commands(workplace, parent).run(List.of("sh", "-c", "kill -9 $$"));
            assertThat(ended.status()).isEqualTo(128 + 9);
        }
    }
}
