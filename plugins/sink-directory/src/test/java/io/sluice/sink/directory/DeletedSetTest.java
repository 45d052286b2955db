package io.sluice.sink.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that is deleted is whole or absent too, and takes nothing along that is not its own. */
class DeletedSetTest {
    private static final List<String> IMAGES = List.of("inventory.img", "pages-1.img");

    private final DirectorySink sink = new DirectorySink(Sets.NO_HOLES, Durability.NONE);

    @TempDir
    private Path folder;

    private Path set;

    @BeforeEach
    void make() throws IOException {
        set = folder.resolve("set");
        try (SetWriter writer = sink.begin(set.toString(), Optional.of("../parent"), "inventory.img")) {
            for (String image : IMAGES) {
                try (ImageWriter into = writer.create(image)) {
                    into.write(ByteBuffer.wrap(new byte[9]));
                }
            }
            writer.prepare();
            writer.commit();
        }
    }

    @Test
    void nothingIsLeft() throws IOException {
        sink.delete(set.toString(), IMAGES);
        assertThat(set).doesNotExist();
    }

    @Test
    void whatIsNotTheSetsStays() throws IOException {
        Path log = Files.writeString(set.resolve("sluice.log"), "a log");
        sink.delete(set.toString(), IMAGES);
        assertThat(sink.open(set.toString())).isEmpty();
        assertThat(set).isDirectoryContaining(log::equals);
        try (var left = Files.list(set)) {
            assertThat(left).hasSize(1);
        }
    }

    /** What is there when it dies just after the seal is gone. */
    @Test
    void aDeathInTheMiddleIsFinishedLater() throws IOException {
        try (Staging dying = Staging.begin(set, true)) {
            dying.journal().write(List.of(set.resolve("pages-1.img"), set.resolve("parent")), Durability.NONE);
            Files.delete(set.resolve("inventory.img"));
        }
        assertThat(sink.open(set.toString())).isEmpty();
        assertThat(sink.recover(set.toString())).isNotEmpty();
        assertThat(set).doesNotExist();
    }

    /** What is there when it dies before: the set. */
    @Test
    void aDeathBeforeIsNone() throws IOException {
        try (Staging dying = Staging.begin(set, true)) {
            dying.journal().write(List.of(set.resolve("pages-1.img"), set.resolve("parent")), Durability.NONE);
        }
        assertThat(sink.open(set.toString())).isPresent();
        sink.recover(set.toString());
        assertThat(set.resolve("pages-1.img")).exists();
        sink.delete(set.toString(), IMAGES);
        assertThat(set).doesNotExist();
    }

    @Test
    void aSetThatSomebodyWorksOnIsLeftAlone() throws IOException {
        try (Staging other = Staging.begin(set, false)) {
            assertThat(other.folder()).exists();
            assertThatThrownBy(() -> sink.delete(set.toString(), IMAGES)).hasCauseInstanceOf(SetInUseException.class);
            assertThatThrownBy(() -> sink.relink(set.toString(), "../other"))
                    .hasCauseInstanceOf(SetInUseException.class);
        }
        assertThat(sink.open(set.toString())).isPresent();
        assertThat(Files.readSymbolicLink(set.resolve("parent"))).isEqualTo(Path.of("../parent"));
    }
}
