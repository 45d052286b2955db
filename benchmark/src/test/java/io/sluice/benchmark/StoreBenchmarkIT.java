package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built benchmark measures the built Sluice and its sink to an object store. */
class StoreBenchmarkIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    @Test
    void uploadsAndDumpsAndLeavesNothing() throws Exception {
        Path said = folder.resolve("said");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String script = ROOT.resolve("script/benchmark-store").toString();
        Process benchmark = new ProcessBuilder(
                        script, "--size", "16", "--small", "8", "--pairs", "1", "--disk", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(benchmark.waitFor()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).containsPattern("pair 1 (\\| [0-9.]+ ){8}\\|\n\\| median ");
        assertThat(Files.readString(said)).containsPattern("A dump of 8 MiB: .* most memory [0-9]{2,3} MiB");
        assertThat(disk).isEmptyDirectory();
    }
}
