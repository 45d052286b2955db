package io.sluice.sink.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in processes of their own: alive, and killed at any moment. */
final class DeadWriterTest {
    private static final int KILLS = Integer.getInteger("sluice.kills", 20);

    private final ImageSink sink = Sets.sink();

    @TempDir
    private Path folder;

    @Test
    void killedWritersLeaveNoHalfSet() throws Exception {
        long seed = Long.getLong("sluice.seed", System.nanoTime());
        Random random = new Random(seed);
        int remains = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path sets = Files.createDirectory(folder.resolve("kill-" + kill));
            Process writer = EndlessWriter.start(sets, kill % 2 == 0 ? Durability.NONE : Durability.FSYNC);
            try {
                awaitReady(writer);
                TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            } finally {
                writer.destroyForcibly().waitFor();
            }
            remains += checkAll(sets, "seed " + seed + ", kill " + kill);
        }
        assertThat(remains).as("kills that met a writer at work").isPositive();
    }

    @Test
    void anotherProcessAtWorkIsLeftAlone() throws Exception {
        Path sets = Files.createDirectory(folder.resolve("s"));
        Process writer = EndlessWriter.holding(sets);
        String set = sets.resolve("held").toString();
        try {
            awaitReady(writer);
            assertThatThrownBy(() -> sink.begin(set, Optional.empty(), Sets.SEAL))
                    .isInstanceOf(SetInUseException.class);
            assertThat(sink.recover(set)).isEmpty();
            assertThat(Path.of(set, Staging.NAME, "images")).isNotEmptyDirectory();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(sink.recover(set)).anyMatch(words -> words.contains("staged files of a dead writer"));
        assertThat(Path.of(set)).doesNotExist();
    }

    private static void awaitReady(Process writer) throws IOException {
        // Not closed: the process goes on writing into it.
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("ready");
    }

    private int checkAll(Path sets, String when) throws IOException {
        int remains = 0;
        for (Path set : list(sets)) {
            if (sink.open(set.toString()).isPresent()) {
                checkWhole(set, when);
                remains += sink.recover(set.toString()).isEmpty() ? 0 : 1;
                checkWhole(set, when);
            } else {
                remains++;
                sink.recover(set.toString());
                boolean mine = Files.exists(set.resolve("user.log"));
                // Between making the folder and staging in it, an empty folder is all that there is.
                assertThat(Files.exists(set) ? Sets.names(set) : List.of())
                        .as(when)
                        .isEqualTo(mine ? List.of("user.log") : List.of());
                Sets.write(sink, set, Optional.empty(), "a.img");
            }
        }
        return remains;
    }

    private void checkWhole(Path set, String when) throws IOException {
        try (SetReader reader = sink.open(set.toString()).orElseThrow()) {
            assertThat(reader.parent()).as(when).contains(EndlessWriter.PARENT);
            for (String image : EndlessWriter.IMAGES) {
                assertThat(Sets.text(reader, image)).as(when).isEqualTo(EndlessWriter.contents(image));
            }
        }
    }

    private static List<Path> list(Path sets) throws IOException {
        try (Stream<Path> found = Files.list(sets)) {
            return found.toList();
        }
    }
}
