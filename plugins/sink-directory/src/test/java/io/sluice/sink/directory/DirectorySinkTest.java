package io.sluice.sink.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets in folders: written, read, refused, aborted. */
final class DirectorySinkTest {
    private final ImageSink sink = Sets.sink();

    @TempDir
    private Path folder;

    @Test
    void aCommittedSetIsReadBack() throws IOException {
        Path set = folder.resolve("deep/er");
        Sets.write(sink, set, Optional.of("../before"), "pages-1.img", "stats-dump");
        assertThat(Sets.names(set)).containsExactly("inventory.img", "pages-1.img", "parent", "stats-dump");
        assertThat(Files.readSymbolicLink(set.resolve("parent"))).hasToString("../before");
        assertThat(Files.getPosixFilePermissions(set.resolve("pages-1.img")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (SetReader reader = sink.open(set.toString()).orElseThrow()) {
            assertThat(reader.images()).containsExactly("inventory.img", "pages-1.img", "stats-dump");
            assertThat(reader.parent()).contains("../before");
            assertThat(Sets.text(reader, "pages-1.img")).isEqualTo("pages-1.img");
            assertThat(reader.length("none")).isEmpty();
            ByteBuffer tail = ByteBuffer.allocate(100);
            assertThat(reader.read("pages-1.img", 6, tail)).isEqualTo(5);
            assertThat(reader.read("pages-1.img", 11, tail)).isZero();
        }
    }

    @Test
    void positionedWritesMeetTheSequentialReader() throws IOException {
        try (SetWriter writer = sink.begin(folder.resolve("s").toString(), Optional.empty(), Sets.SEAL)) {
            try (ImageWriter image = writer.create("pages-1.img")) {
                image.positioned().orElseThrow().write(3, ByteBuffer.wrap("def".getBytes(UTF_8)));
                image.positioned().orElseThrow().write(0, ByteBuffer.wrap("abc".getBytes(UTF_8)));
                assertThat(image.localFile().orElseThrow()).hasContent("abcdef");
            }
            Sets.image(writer, Sets.SEAL, new byte[1]);
            writer.prepare();
            writer.commit();
        }
        try (SetReader reader = sink.open(folder.resolve("s").toString()).orElseThrow()) {
            assertThat(Sets.text(reader, "pages-1.img")).isEqualTo("abcdef");
        }
    }

    @Test
    void nothingIsThereBeforeTheCommit() throws IOException {
        Path set = folder.resolve("s");
        try (SetWriter writer = sink.begin(set.toString(), Optional.empty(), Sets.SEAL)) {
            Sets.image(writer, "pages-1.img", new byte[10]);
            Sets.image(writer, Sets.SEAL, new byte[10]);
            writer.prepare();
            assertThat(sink.open(set.toString())).isEmpty();
            assertThat(Sets.names(set)).containsExactly(Staging.NAME);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set.resolve(Staging.NAME))))
                    .isEqualTo("rwx------");
        }
        assertThat(set).doesNotExist();
    }

    @Test
    void anAbortLeavesTheUsersFiles() throws IOException {
        Path set = Files.createDirectory(folder.resolve("s"));
        Files.writeString(set.resolve("dump.log"), "log");
        Map<String, String> before = Sets.listing(set);
        try (SetWriter writer = sink.begin(set.toString(), Optional.of("../p"), Sets.SEAL)) {
            Sets.image(writer, "pages-1.img", new byte[10]);
        }
        assertThat(Sets.listing(set)).isEqualTo(before);
    }

    @Test
    void aFileThatAppearsMeanwhileStopsTheCommitAndStays() throws IOException {
        Path set = Files.createDirectory(folder.resolve("s"));
        try (SetWriter writer = sink.begin(set.toString(), Optional.of("../p"), Sets.SEAL)) {
            Sets.image(writer, "a.img", new byte[10]);
            Sets.image(writer, "b.img", new byte[10]);
            Sets.image(writer, Sets.SEAL, new byte[10]);
            writer.prepare();
            Files.writeString(set.resolve("b.img"), "theirs");
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class).hasMessageContaining("b.img");
        }
        assertThat(Sets.listing(set)).isEqualTo(Map.of("", "", "b.img", "theirs"));
    }

    @Test
    void aSetIsNeverReplaced() throws IOException {
        Path set = folder.resolve("s");
        Sets.write(sink, set, Optional.empty(), "a.img");
        assertThatThrownBy(() -> sink.begin(set.toString(), Optional.empty(), Sets.SEAL))
                .isInstanceOf(SetExistsException.class);
        assertThat(Sets.names(set)).containsExactly("a.img", "inventory.img");
    }

    @Test
    void imagesOfOthersAreNotMixedWithOurs() throws IOException {
        Path set = Files.createDirectory(folder.resolve("s"));
        Files.writeString(set.resolve("core-1.img"), "theirs");
        assertThatThrownBy(() -> sink.begin(set.toString(), Optional.empty(), Sets.SEAL))
                .isInstanceOf(SetExistsException.class)
                .hasMessageContaining("core-1.img");
        assertThat(Sets.names(set)).containsExactly("core-1.img");
    }

    @Test
    void aLivingWriterIsLeftAlone() throws IOException {
        Path set = folder.resolve("s");
        try (SetWriter writer = sink.begin(set.toString(), Optional.empty(), Sets.SEAL)) {
            Sets.image(writer, "a.img", new byte[10]);
            assertThatThrownBy(() -> sink.begin(set.toString(), Optional.empty(), Sets.SEAL))
                    .isInstanceOf(SetInUseException.class);
            assertThat(sink.recover(set.toString())).isEmpty();
            Sets.image(writer, Sets.SEAL, new byte[10]);
            writer.prepare();
            writer.commit();
        }
        assertThat(sink.open(set.toString())).isPresent();
    }

    @Test
    void anotherSealIsFoundAgain() throws IOException {
        Path set = folder.resolve("s");
        try (SetWriter writer = sink.begin(set.toString(), Optional.empty(), "the-end")) {
            Sets.image(writer, "a.img", new byte[10]);
            Sets.image(writer, "the-end", new byte[10]);
            writer.prepare();
            writer.commit();
        }
        assertThat(sink.open(set.toString()).orElseThrow().images()).containsExactly("a.img", "the-end");
        assertThatThrownBy(() -> sink.begin(set.toString(), Optional.empty(), "the-end"))
                .isInstanceOf(SetExistsException.class);
    }

    @Test
    void noNameLeavesTheFolder() throws IOException {
        Path set = folder.resolve("s");
        Sets.write(sink, set, Optional.empty(), "a.img");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(set.resolve("link.img"), Path.of("../secret"));
        try (SetReader reader = sink.open(set.toString()).orElseThrow()) {
            for (String name : new String[] {"../secret", "/etc/passwd", "..", ".", "", "link.img", "parent"}) {
                assertThatThrownBy(() -> reader.read(name, 0, ByteBuffer.allocate(1)))
                        .as(name)
                        .isInstanceOf(IOException.class);
            }
            assertThat(reader.images()).doesNotContain("link.img");
        }
        try (SetWriter writer = sink.begin(folder.resolve("t").toString(), Optional.empty(), Sets.SEAL)) {
            for (String name : new String[] {"../x", "/x", "..", ".", "", "parent", ".sluice-staging", "a/b"}) {
                assertThatThrownBy(() -> writer.create(name)).as(name).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void referencesAreFollowedAsTheKernelDoes() throws IOException {
        Path root = folder.toRealPath();
        Path real = Files.createDirectories(root.resolve("real/inner"));
        Path link = Files.createSymbolicLink(root.resolve("link"), real);
        assertThat(sink.resolve(link + "/2", "../1")).isEqualTo(real + "/1");
        assertThat(sink.resolve(link.toString(), "../1")).isEqualTo(root + "/real/1");
        assertThat(sink.resolve(root + "/none/2", "../1/")).isEqualTo(root + "/none/1");
        assertThat(sink.resolve("anywhere", root + "/1")).isEqualTo(root + "/1");
    }

    @Test
    void refusalsAreSaidInWords() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> sink.begin(folder.resolve("file").toString(), Optional.empty(), Sets.SEAL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot begin a set in");
        assertThatThrownBy(() -> sink.begin("a\0b", Optional.empty(), Sets.SEAL))
                .isInstanceOf(IOException.class);
    }
}
