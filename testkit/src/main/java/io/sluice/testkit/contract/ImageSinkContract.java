package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules that every {@link ImageSink} keeps which can be read. */
public interface ImageSinkContract {

    /** What not every sink can. */
    enum Capability {
        /** It deletes sets. */
        DELETES,
        /** It leads sets to other parents. */
        RELINKS,
        /** It finds the sets beside a set. */
        LISTS,
        /** It gives back the space of parts of images, and adds to images. */
        PUNCHES
    }

    /** The sink; all that one test gets see the same sets. */
    ImageSink sink() throws Exception;

    /** A name for a set, never given before, beside those given before: {@code ../} and its last part leads there. */
    String newName() throws Exception;

    /** What this sink can. */
    Set<Capability> capabilities();

    /** Leaves under {@code name} what a writer leaves that is killed; answers false where that cannot be done. */
    default boolean leaveRemains(String name) throws Exception {
        return false;
    }

    @Test
    @DisplayName("S1: a set is absent until it is committed")
    default void s01AbsentUntilCommitted() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            assertThat(sink().open(name)).isEmpty();
            writer.prepare();
            assertThat(sink().open(name)).isEmpty();
            writer.commit();
        }
        assertThat(sink().open(name)).isPresent();
    }

    @Test
    @DisplayName("S2: a committed set holds every byte of every image, names ascending")
    default void s02HoldsEveryByte() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
        try (SetReader reader = sink().open(name).orElseThrow()) {
            assertThat(reader.images()).isSorted().containsAll(SinkSets.some().keySet());
        }
    }

    @Test
    @DisplayName("S3: a close without a commit leaves nothing, and the name is free")
    default void s03AnAbortLeavesNothing() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.of("../parent"), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            writer.prepare();
        }
        assertThat(sink().open(name)).isEmpty();
        assertThat(sink().recover(name)).isEmpty();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.other());
    }

    @Test
    @DisplayName("S4: a name that is taken is refused, and the set stays as it was")
    default void s04ATakenNameIsRefused() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThatThrownBy(() -> sink().begin(name, Optional.empty(), SinkSets.SEAL))
                .isInstanceOf(SetExistsException.class);
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
    }

    @Test
    @DisplayName("S5: a second writer of a name is refused while the first lives, and does it no harm")
    default void s05TwoWritersAreRefused() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            assertThatThrownBy(() -> sink().begin(name, Optional.empty(), SinkSets.SEAL))
                    .isInstanceOf(SetInUseException.class);
            writer.prepare();
            writer.commit();
        }
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
    }

    @Test
    @DisplayName("S6: an image is created once in a set")
    default void s06AnImageIsCreatedOnce() throws Exception {
        try (SetWriter writer = sink().begin(newName(), Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, Map.of("twice.img", new byte[] {1}));
            assertThatThrownBy(() -> writer.create("twice.img").close()).isInstanceOf(Exception.class);
        }
    }

    @Test
    @DisplayName("S7: an image's name is never a path")
    default void s07NamesAreNoPaths() throws Exception {
        try (SetWriter writer = sink().begin(newName(), Optional.empty(), SinkSets.SEAL)) {
            for (String path : List.of("../out.img", "a/b.img", "/tmp/out.img", "", ".", "..")) {
                assertThatThrownBy(() -> writer.create(path).close()).as(path).isInstanceOf(Exception.class);
            }
        }
    }

    @Test
    @DisplayName("S8: the parent's reference is kept to the letter")
    default void s08TheParentIsKept() throws Exception {
        String first = newName();
        String second = newName();
        String reference = "../" + first.substring(first.lastIndexOf('/') + 1);
        SinkSets.make(sink(), first, Optional.empty(), SinkSets.some());
        SinkSets.make(sink(), second, Optional.of(reference), SinkSets.other());
        try (SetReader reader = sink().open(first).orElseThrow()) {
            assertThat(reader.parent()).isEmpty();
        }
        try (SetReader reader = sink().open(second).orElseThrow()) {
            assertThat(reader.parent()).contains(reference);
        }
    }

    @Test
    @DisplayName("S9: a reference resolves, relative to its set, to the set that it means")
    default void s09ReferencesResolve() throws Exception {
        String first = newName();
        String second = newName();
        SinkSets.make(sink(), first, Optional.empty(), SinkSets.some());
        String resolved = sink().resolve(second, "../" + first.substring(first.lastIndexOf('/') + 1));
        assertThat(SinkSets.read(sink(), resolved)).isEqualTo(SinkSets.some());
    }

    @Test
    @DisplayName("S10: a read fills the buffer from the offset on, or ends with the image, and answers how much")
    default void s10ReadsAtOffsets() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), Map.of("ten.img", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        try (SetReader reader = sink().open(name).orElseThrow()) {
            ByteBuffer buffer = ByteBuffer.allocate(6).position(2);
            assertThat(reader.read("ten.img", 3, buffer)).isEqualTo(4);
            assertThat(buffer.array()).containsExactly(0, 0, 3, 4, 5, 6);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(reader.read("ten.img", 8, buffer.clear())).isEqualTo(2);
            assertThat(buffer.position()).isEqualTo(2);
            assertThat(reader.read("ten.img", 10, buffer.clear())).isZero();
            assertThat(reader.read("ten.img", 1000, buffer.clear())).isZero();
        }
    }

    @Test
    @DisplayName("S11: an image that is not there has no length and cannot be read")
    default void s11UnknownImages() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        try (SetReader reader = sink().open(name).orElseThrow()) {
            assertThat(reader.length("nowhere.img")).isEmpty();
            assertThatThrownBy(() -> reader.read("nowhere.img", 0, ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("S12: a name without a set opens as empty and has nothing to recover")
    default void s12UnknownSets() throws Exception {
        String name = newName();
        assertThat(sink().open(name)).isEmpty();
        assertThat(sink().recover(name)).isEmpty();
    }

    @Test
    @DisplayName("S13: recovery never touches a committed set")
    default void s13RecoveryKeepsSets() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThat(sink().recover(name)).isEmpty();
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
    }

    @Test
    @DisplayName("S14: a write takes all that the buffer has remaining, direct or not, and nothing else")
    default void s14WritesTakeWhatRemains() throws Exception {
        String name = newName();
        ByteBuffer direct = ByteBuffer.allocateDirect(8)
                .put(new byte[] {9, 9, 3, 4, 9, 9, 9, 9})
                .position(2)
                .limit(4);
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            try (ImageWriter image = writer.create("some.img")) {
                image.write(heap);
                image.write(direct);
            }
            SinkSets.write(writer, Map.of(SinkSets.SEAL, new byte[1]));
            writer.prepare();
            writer.commit();
        }
        assertThat(heap.hasRemaining() || direct.hasRemaining()).isFalse();
        assertThat(SinkSets.read(sink(), name).get("some.img")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    }

    @Test
    @DisplayName("S15: positioned writes stand where they were put, in whatever order they came")
    default void s15PositionedWrites() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            try (ImageWriter image = writer.create("parts.img")) {
                Optional<PositionedWrite> positioned = image.positioned();
                assumeTrue(positioned.isPresent(), "this sink writes in sequence only");
                SinkSets.writeBackwards(positioned.orElseThrow());
            }
            SinkSets.write(writer, Map.of(SinkSets.SEAL, new byte[1]));
            writer.prepare();
            writer.commit();
        }
        assertThat(SinkSets.read(sink(), name).get("parts.img")).isEqualTo(SinkSets.parts());
    }

    @Test
    @DisplayName("S16: images of one set are written by threads of their own at the same time")
    default void s16ImagesAtTheSameTime() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.writeTogether(writer, SinkSets.some());
            writer.prepare();
            writer.commit();
        }
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
    }

    @Test
    @DisplayName("S17: writers of different names do not disturb each other")
    default void s17DifferentNames() throws Exception {
        String first = newName();
        String second = newName();
        try (SetWriter one = sink().begin(first, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(one, SinkSets.some());
            SinkSets.make(sink(), second, Optional.empty(), SinkSets.other());
            one.prepare();
            one.commit();
        }
        assertThat(SinkSets.read(sink(), first)).isEqualTo(SinkSets.some());
        assertThat(SinkSets.read(sink(), second)).isEqualTo(SinkSets.other());
    }

    @Test
    @DisplayName("S18: remains of a dead writer are no set; recovery names and removes them, or a new writer does")
    default void s18Remains() throws Exception {
        String name = newName();
        assumeTrue(leaveRemains(name), "this sink's writers cannot be left dead here");
        assertThat(sink().open(name)).isEmpty();
        assertThat(sink().recover(name)).isNotEmpty();
        assertThat(sink().recover(name)).isEmpty();
        leaveRemains(name);
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.other());
    }

    @Test
    @DisplayName("S19: a deleted set is absent; deleting what is not there is no error")
    default void s19Deletes() throws Exception {
        assumeTrue(capabilities().contains(Capability.DELETES), "this sink deletes no sets");
        String name = newName();
        List<String> images = List.copyOf(SinkSets.some().keySet());
        sink().delete(name, images);
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().delete(name, images);
        assertThat(sink().open(name)).isEmpty();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.other());
    }

    @Test
    @DisplayName("S20: what was punched reads as zeros, and the rest and the length are as before")
    default void s20Punches() throws Exception {
        assumeTrue(capabilities().contains(Capability.PUNCHES), "this sink punches no holes");
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), Map.of("holes.img", SinkSets.bytes(3, 12288)));
        byte[] expected = SinkSets.bytes(3, 12288);
        java.util.Arrays.fill(expected, 4096, 8192, (byte) 0);
        sink().punch(name, "holes.img", 4096, 4096);
        assertThat(SinkSets.read(sink(), name).get("holes.img")).isEqualTo(ByteBuffer.wrap(expected));
    }

    @Test
    @DisplayName("S21: a set that is led to another parent has that reference, to the letter, and the same images")
    default void s21Relinks() throws Exception {
        assumeTrue(capabilities().contains(Capability.RELINKS), "this sink changes no sets");
        String name = newName();
        SinkSets.make(sink(), name, Optional.of("../old"), SinkSets.some());
        sink().relink(name, "../new");
        try (SetReader reader = sink().open(name).orElseThrow()) {
            assertThat(reader.parent()).contains("../new");
        }
        assertThat(SinkSets.read(sink(), name)).isEqualTo(SinkSets.some());
        assertThat(sink().recover(name)).isEmpty();
    }

    @Test
    @DisplayName("S22: the sets beside a set are committed ones, and not itself")
    default void s22Neighbours() throws Exception {
        assumeTrue(capabilities().contains(Capability.LISTS), "this sink finds no neighbours");
        String name = newName();
        String other = newName();
        String unfinished = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        SinkSets.make(sink(), other, Optional.empty(), SinkSets.other());
        try (SetWriter writer = sink().begin(unfinished, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            assertThat(sink().beside(name))
                    .contains(sink().resolve(other, "."))
                    .doesNotContain(sink().resolve(name, "."), sink().resolve(unfinished, "."));
        }
    }

    @Test
    @DisplayName("S23: what is added stands behind what is kept, and what is not kept is gone")
    default void s23Appends() throws Exception {
        assertThat(sink().punches()).isEqualTo(capabilities().contains(Capability.PUNCHES));
        assumeTrue(sink().punches(), "this sink changes no sets");
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().append(name, "new.log", 0, 0, ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3));
        sink().append(name, "new.log", 3, 2, ByteBuffer.allocateDirect(2).put(0, (byte) 7));
        assertThat(SinkSets.read(sink(), name).get("new.log")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 7, 0}));
        assertThat(SinkSets.read(sink(), name)).containsAllEntriesOf(SinkSets.some());
        assertThat(sink().recover(name)).isEmpty();
    }

    @Test
    @DisplayName("S24: nothing is added to an image that was changed meanwhile")
    default void s24ChangedMeanwhile() throws Exception {
        assumeTrue(sink().punches(), "this sink changes no sets");
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().append(name, "new.log", 0, 0, ByteBuffer.wrap(new byte[] {1, 2}));
        for (int seen : new int[] {0, 1, 3}) {
            assertThatThrownBy(() -> sink().append(name, "new.log", seen, 0, ByteBuffer.wrap(new byte[1])))
                    .isInstanceOf(SetInUseException.class);
        }
        assertThat(SinkSets.read(sink(), name).get("new.log")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }
}
