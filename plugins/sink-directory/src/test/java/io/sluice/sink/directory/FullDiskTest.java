package io.sluice.sink.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is full. */
final class FullDiskTest {
    private static final int SIZE = 256 << 10;

    private final ImageSink sink = Sets.sink();

    @TempDir
    private Path folder;

    private Path small;

    @BeforeEach
    void mount() throws Exception {
        Path mountPoint = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",nr_inodes=12", "tmpfs", mountPoint.toString())
                        == 0,
                "a small tmpfs cannot be mounted here: not root, or mount(2) is denied");
        small = mountPoint;
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    @Test
    void aSetThatDoesNotFitIsGoneWithoutATrace() throws IOException {
        Path set = small.resolve("s");
        try (SetWriter writer = sink.begin(set.toString(), Optional.empty(), Sets.SEAL)) {
            assertThatThrownBy(() -> Sets.image(writer, "pages-1.img", new byte[SIZE + 1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pages-1.img")
                    .hasMessageContaining("No space left");
        }
        assertThat(set).doesNotExist();
        Sets.write(sink, set, Optional.empty(), "pages-1.img");
        assertThat(sink.open(set.toString())).isPresent();
    }

    @Test
    void noRoomForTheCommitLeavesNoSet() throws IOException {
        Path set = Files.createDirectory(small.resolve("s"));
        try (SetWriter writer = sink.begin(set.toString(), Optional.of("../p"), Sets.SEAL)) {
            Sets.image(writer, Sets.SEAL, new byte[10]);
            writer.prepare();
            exhaust();
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class).hasMessageContaining("No space left");
        }
        assertThat(sink.open(set.toString())).isEmpty();
        assertThat(set).isEmptyDirectory();
    }

    private void exhaust() {
        assertThatThrownBy(() -> {
                    for (int number = 0; ; number++) {
                        Files.createFile(small.resolve("filler-" + number));
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
