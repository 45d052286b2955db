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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;

/**
 * The rules that every {@link ImageSink} keeps. A test class of the plugin implements this, gives it the sink and says what
 * the sink can; what it inherits are the tests.
 */
@DisplayNameGeneration(RuleNames.class)
public interface ImageSinkContract {

    /** What not every sink can. */
    enum Capability {
        /** Its sets can be read back through it. */
        READS,
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

    /**
     * What the committed set of that name holds; empty when there is none. It is read through the sink: one that does not
     * read is looked at here in another way.
     */
    default Optional<StoredSet> stored(String name) throws Exception {
        return StoredSet.read(sink(), name);
    }

    /** Leaves under {@code name} what a writer leaves that is killed; answers false where that cannot be done. */
    default boolean leaveRemains(String name) throws Exception {
        return false;
    }

    private Map<String, ByteBuffer> images(String name) throws Exception {
        return stored(name)
                .orElseThrow(() -> new AssertionError("there is no set " + name))
                .images();
    }

    private void assumeThat(Capability capability) {
        assumeTrue(capabilities().contains(capability), "this sink cannot: " + capability);
    }

    @Keeps(Rule.S01)
    default void s01AbsentUntilCommitted() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            assertThat(stored(name)).isEmpty();
            writer.prepare();
            assertThat(stored(name)).isEmpty();
            writer.commit();
        }
        assertThat(stored(name)).isPresent();
    }

    @Keeps(Rule.S02)
    default void s02HoldsEveryByte() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThat(images(name)).isEqualTo(SinkSets.some());
        if (capabilities().contains(Capability.READS)) {
            try (SetReader reader = sink().open(name).orElseThrow()) {
                assertThat(reader.images())
                        .isSorted()
                        .containsAll(SinkSets.some().keySet());
            }
        }
    }

    @Keeps(Rule.S03)
    default void s03AnAbortLeavesNothing() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.of("../parent"), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            writer.prepare();
        }
        assertThat(stored(name)).isEmpty();
        assertThat(sink().recover(name)).isEmpty();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(images(name)).isEqualTo(SinkSets.other());
    }

    @Keeps(Rule.S04)
    default void s04ATakenNameIsRefused() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThatThrownBy(() -> sink().begin(name, Optional.empty(), SinkSets.SEAL))
                .isInstanceOf(SetExistsException.class);
        assertThat(images(name)).isEqualTo(SinkSets.some());
    }

    @Keeps(Rule.S05)
    default void s05TwoWritersAreRefused() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            assertThatThrownBy(() -> sink().begin(name, Optional.empty(), SinkSets.SEAL))
                    .isInstanceOf(SetInUseException.class);
            writer.prepare();
            writer.commit();
        }
        assertThat(images(name)).isEqualTo(SinkSets.some());
    }

    @Keeps(Rule.S06)
    default void s06AnImageIsCreatedOnce() throws Exception {
        try (SetWriter writer = sink().begin(newName(), Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, Map.of("twice.img", new byte[] {1}));
            assertThatThrownBy(() -> writer.create("twice.img").close()).isInstanceOf(Exception.class);
        }
    }

    @Keeps(Rule.S07)
    default void s07NamesAreNoPaths() throws Exception {
        try (SetWriter writer = sink().begin(newName(), Optional.empty(), SinkSets.SEAL)) {
            for (String path : List.of("../out.img", "a/b.img", "/tmp/out.img", "", ".", "..")) {
                assertThatThrownBy(() -> writer.create(path).close()).as(path).isInstanceOf(Exception.class);
            }
        }
    }

    @Keeps(Rule.S08)
    default void s08TheParentIsKept() throws Exception {
        String first = newName();
        String second = newName();
        String reference = "../" + first.substring(first.lastIndexOf('/') + 1);
        SinkSets.make(sink(), first, Optional.empty(), SinkSets.some());
        SinkSets.make(sink(), second, Optional.of(reference), SinkSets.other());
        assertThat(stored(first).orElseThrow().parent()).isEmpty();
        assertThat(stored(second).orElseThrow().parent()).contains(reference);
    }

    @Keeps(Rule.S09)
    default void s09ReferencesResolve() throws Exception {
        String first = newName();
        String second = newName();
        SinkSets.make(sink(), first, Optional.empty(), SinkSets.some());
        String resolved = sink().resolve(second, "../" + first.substring(first.lastIndexOf('/') + 1));
        assertThat(images(resolved)).isEqualTo(SinkSets.some());
    }

    @Keeps(Rule.S10)
    default void s10ReadsAtOffsets() throws Exception {
        assumeThat(Capability.READS);
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

    @Keeps(Rule.S11)
    default void s11UnknownImages() throws Exception {
        assumeThat(Capability.READS);
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        try (SetReader reader = sink().open(name).orElseThrow()) {
            assertThat(reader.length("nowhere.img")).isEmpty();
            assertThatThrownBy(() -> reader.read("nowhere.img", 0, ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Keeps(Rule.S12)
    default void s12UnknownSets() throws Exception {
        String name = newName();
        assertThat(stored(name)).isEmpty();
        assertThat(sink().recover(name)).isEmpty();
    }

    @Keeps(Rule.S13)
    default void s13RecoveryKeepsSets() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThat(sink().recover(name)).isEmpty();
        assertThat(images(name)).isEqualTo(SinkSets.some());
    }

    @Keeps(Rule.S14)
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
        assertThat(images(name).get("some.img")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
    }

    @Keeps(Rule.S15)
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
        assertThat(images(name).get("parts.img")).isEqualTo(SinkSets.parts());
    }

    @Keeps(Rule.S16)
    default void s16ImagesAtTheSameTime() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.writeTogether(writer, SinkSets.some());
            writer.prepare();
            writer.commit();
        }
        assertThat(images(name)).isEqualTo(SinkSets.some());
    }

    @Keeps(Rule.S17)
    default void s17DifferentNames() throws Exception {
        String first = newName();
        String second = newName();
        try (SetWriter one = sink().begin(first, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(one, SinkSets.some());
            SinkSets.make(sink(), second, Optional.empty(), SinkSets.other());
            one.prepare();
            one.commit();
        }
        assertThat(images(first)).isEqualTo(SinkSets.some());
        assertThat(images(second)).isEqualTo(SinkSets.other());
    }

    @Keeps(Rule.S18)
    default void s18Remains() throws Exception {
        String name = newName();
        assumeTrue(leaveRemains(name), "this sink's writers cannot be left dead here");
        assertThat(stored(name)).isEmpty();
        assertThat(sink().recover(name)).isNotEmpty();
        assertThat(sink().recover(name)).isEmpty();
        leaveRemains(name);
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(images(name)).isEqualTo(SinkSets.other());
    }

    @Keeps(Rule.S19)
    default void s19Deletes() throws Exception {
        assumeThat(Capability.DELETES);
        String name = newName();
        List<String> images = List.copyOf(SinkSets.some().keySet());
        sink().delete(name, images);
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().delete(name, images);
        assertThat(stored(name)).isEmpty();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.other());
        assertThat(images(name)).isEqualTo(SinkSets.other());
    }

    @Keeps(Rule.S20)
    default void s20Punches() throws Exception {
        assumeThat(Capability.PUNCHES);
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), Map.of("holes.img", SinkSets.bytes(3, 12288)));
        byte[] expected = SinkSets.bytes(3, 12288);
        java.util.Arrays.fill(expected, 4096, 8192, (byte) 0);
        sink().punch(name, "holes.img", 4096, 4096);
        assertThat(images(name).get("holes.img")).isEqualTo(ByteBuffer.wrap(expected));
    }

    @Keeps(Rule.S21)
    default void s21Relinks() throws Exception {
        assumeThat(Capability.RELINKS);
        String name = newName();
        SinkSets.make(sink(), name, Optional.of("../old"), SinkSets.some());
        sink().relink(name, "../new");
        try (SetReader reader = sink().open(name).orElseThrow()) {
            assertThat(reader.parent()).contains("../new");
        }
        assertThat(images(name)).isEqualTo(SinkSets.some());
        assertThat(sink().recover(name)).isEmpty();
    }

    @Keeps(Rule.S22)
    default void s22Neighbours() throws Exception {
        assumeThat(Capability.LISTS);
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

    @Keeps(Rule.S23)
    default void s23ReadsWhereItSaysSo() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertThat(sink().reads()).isEqualTo(capabilities().contains(Capability.READS));
        if (!sink().reads()) {
            assertThatThrownBy(() -> sink().open(name)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Keeps(Rule.S24)
    default void s24RefusesWhatItCannot() throws Exception {
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        assertRefused(Capability.DELETES, () -> sink().delete(
                        name, List.copyOf(SinkSets.some().keySet())));
        assertRefused(Capability.RELINKS, () -> sink().relink(name, "../other"));
        assertThat(sink().punches()).isEqualTo(capabilities().contains(Capability.PUNCHES));
        assertRefused(Capability.PUNCHES, () -> sink().punch(name, "pages-1.img", 0, 4096));
        assertRefused(Capability.PUNCHES, () -> sink().append(name, "new.log", 0, 0, ByteBuffer.allocate(1)));
        assertThat(stored(name)).contains(new StoredSet(Optional.empty(), SinkSets.some()));
    }

    @Keeps(Rule.S25)
    default void s25Appends() throws Exception {
        assumeThat(Capability.PUNCHES);
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().append(name, "new.log", 0, 0, ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3));
        sink().append(name, "new.log", 3, 2, ByteBuffer.allocateDirect(2).put(0, (byte) 7));
        assertThat(images(name).get("new.log")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 7, 0}));
        assertThat(images(name)).containsAllEntriesOf(SinkSets.some());
    }

    @Keeps(Rule.S26)
    default void s26ChangedMeanwhile() throws Exception {
        assumeThat(Capability.PUNCHES);
        String name = newName();
        SinkSets.make(sink(), name, Optional.empty(), SinkSets.some());
        sink().append(name, "new.log", 0, 0, ByteBuffer.wrap(new byte[] {1, 2}));
        for (int seen : new int[] {0, 1, 3}) {
            assertThatThrownBy(() -> sink().append(name, "new.log", seen, 0, ByteBuffer.wrap(new byte[1])))
                    .isInstanceOf(SetInUseException.class);
        }
        assertThat(images(name).get("new.log")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Keeps(Rule.S27)
    default void s27PreparedIsAsWritten() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), SinkSets.SEAL)) {
            SinkSets.write(writer, SinkSets.some());
            writer.prepare();
            Optional<SetReader> prepared = writer.prepared();
            assumeTrue(prepared.isPresent(), "this sink reads nothing before the commit");
            try (SetReader reader = prepared.get()) {
                assertThat(StoredSet.images(reader)).isEqualTo(SinkSets.some());
            }
        }
    }

    private void assertRefused(Capability capability, ThrowingCallable call) {
        if (!capabilities().contains(capability)) {
            assertThatThrownBy(call).as(capability.toString()).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
