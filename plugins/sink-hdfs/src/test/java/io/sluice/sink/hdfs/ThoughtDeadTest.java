package io.sluice.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that others take for dead, and that are not. */
final class ThoughtDeadTest {
    private static final String SEAL = "inventory.img";

    @TempDir
    private Path folder;

    private HdfsSink sink() {
        return (HdfsSink) HdfsSets.sink("file://" + folder);
    }

    private SetWriter prepared(byte content) throws IOException {
        SetWriter writer = sink().begin("set", Optional.of("../before"), SEAL, HdfsSets.dead());
        for (String name : List.of("pagemap-1.img", "pages-1.img", SEAL)) {
            try (ImageWriter image = writer.create(name)) {
                image.write(ByteBuffer.wrap(new byte[] {content}));
            }
        }
        writer.prepare();
        return writer;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void afterARecoveryItCannotCommit() throws Exception {
        try (SetWriter writer = prepared((byte) 1)) {
            assertThat(sink().recover("set")).isNotEmpty();
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        }
        assertThat(sink().open("set")).isEmpty();
        assertThat(folder.resolve("set")).doesNotExist();
    }

    @Test
    void itDoesNoHarmToTheNextWriter() throws Exception {
        try (SetWriter first = prepared((byte) 1)) {
            try (SetWriter second = prepared((byte) 2)) {
                assertThatThrownBy(first::commit).isInstanceOf(IOException.class);
                second.commit();
            }
            assertThatThrownBy(first::commit).isInstanceOf(IOException.class);
        }
        try (SetReader reader = sink().open("set").orElseThrow()) {
            ByteBuffer read = ByteBuffer.allocate(1);
            reader.read("pages-1.img", 0, read);
            assertThat(read.get(0)).isEqualTo((byte) 2);
        }
        assertThat(left()).containsExactly(SEAL, "pagemap-1.img", "pages-1.img", "parent");
    }

    @Test
    void whatACommitHadMovedIsTakenBackAndAUsersFileStays() throws Exception {
        SetWriter writer = prepared((byte) 1);
        Files.writeString(folder.resolve("set/pages-1.img"), "mine");
        assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        assertThat(left()).contains("pagemap-1.img");
        assertThat(Files.exists(folder.resolve("set/pagemap-1.img"))).isTrue();
        assertThat(sink().open("set")).isEmpty();
        assertThat(sink().recover("set")).anyMatch(words -> words.contains("never committed"));
        assertThat(left()).containsExactly("pages-1.img");
        assertThat(folder.resolve("set/pages-1.img")).hasContent("mine");
    }
}
