package io.sluice.image.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.Papers;
import io.sluice.image.ParentSet;
import io.sluice.image.Sets;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.fault.FaultySink;
import io.sluice.testkit.fault.MemorySink;
import io.sluice.testkit.fault.MemorySink.Flaw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedSetTest {
    private static final boolean REQUIRED = true;
    private static final boolean DROPPED = false;

    private final MemorySink main = new MemorySink(Set.of());
    private final MemorySink other = new MemorySink(Set.of());
    private final MemorySink last = new MemorySink(Set.of());

    private static Copy copy(ImageSink sink, boolean required) {
        return new Copy("copy", sink, "copies", required);
    }

    private static Stores stores(ImageSink first, Copy... copies) {
        return new Stores("first", first, List.of(copies));
    }

    private static List<Holding> write(Stores stores, String name, Optional<String> parent) throws IOException {
        Optional<ParentSet> opened = parent.map(reference -> new ParentSet(
                reference, ImageSet.open(stores.sink(), stores.sink().resolve(name, reference))));
        try (NewSet set = NewSet.begin(stores, name, opened, Instant.EPOCH, Sets.PAGE, Papers.NONE)) {
            try (PageImages images = set.pages(Sets.TASK)) {
                images.append(Sets.pages(1, 2), ByteBuffer.allocate(2 * Sets.PAGE));
            }
            set.commit(Sets.facts());
            return set.holdings();
        } finally {
            opened.ifPresent(set -> set.set().close());
        }
    }

    private static void assertHolds(ImageSink sink, String name, boolean holds) {
        boolean there = catchThrowable(() -> ImageSet.open(sink, name).close()) == null;
        assertThat(there).as(name).isEqualTo(holds);
        if (holds) {
            assertThat(Verifier.verify(sink, name, Control.unlimited()).problems())
                    .isEmpty();
        }
    }

    private long calls() throws IOException {
        FaultySink counting = new FaultySink(new MemorySink(Set.of()), Long.MAX_VALUE);
        write(stores(counting, copy(new MemorySink(Set.of()), DROPPED)), "counted", Optional.empty());
        return counting.calls();
    }

    @Test
    void aChainIsInAllOfThem() throws IOException {
        Stores stores = stores(main, copy(other, REQUIRED), copy(last, DROPPED));
        write(stores, "set/1", Optional.empty());
        List<Holding> held = write(stores, "set/2", Optional.of("../1"));
        assertThat(held).extracting(Holding::set).containsExactly("set/2", "copies/set/2", "copies/set/2");
        assertThat(held).allMatch(holding -> holding.missing().isEmpty());
        assertHolds(main, "set/2", true);
        assertHolds(other, "copies/set/2", true);
        assertHolds(last, "copies/set/2", true);
    }

    @Test
    void whereverADroppedCopyFailsTheOthersHoldTheSet() throws IOException {
        for (long fatal = 1; fatal <= calls(); fatal++) {
            String name = "set-" + fatal;
            FaultySink failing = new FaultySink(other, fatal);
            List<Holding> held =
                    write(stores(main, copy(failing, DROPPED), copy(last, REQUIRED)), name, Optional.empty());
            assertHolds(main, name, true);
            assertHolds(other, "copies/" + name, false);
            assertHolds(last, "copies/" + name, true);
            assertThat(held.get(0).missing()).isEmpty();
            assertThat(held.get(1).missing().orElseThrow()).contains("No space left");
            assertThat(held.get(2).missing()).isEmpty();
        }
    }

    @Test
    void whereverTheFirstOneFailsNobodyHoldsTheSet() throws IOException {
        for (long fatal = 1; fatal <= calls(); fatal++) {
            String name = "set-" + fatal;
            Stores stores = stores(new FaultySink(main, fatal), copy(other, DROPPED));
            assertThatThrownBy(() -> write(stores, name, Optional.empty())).isInstanceOf(Exception.class);
            assertHolds(main, name, false);
            assertHolds(other, "copies/" + name, false);
        }
    }

    /** Its commit is the last call: by then the others have committed, and stay so. */
    @Test
    void whereverARequiredCopyFailsItIsSaidWhoHoldsTheSet() throws IOException {
        long calls = calls();
        for (long fatal = 1; fatal <= calls; fatal++) {
            String name = "set-" + fatal;
            Stores stores = stores(main, copy(new FaultySink(other, fatal), REQUIRED), copy(last, REQUIRED));
            Throwable failed = catchThrowable(() -> write(stores, name, Optional.empty()));
            boolean committing = fatal == calls;
            assertThat(failed).isNotNull();
            assertHolds(main, name, committing);
            assertHolds(other, "copies/" + name, false);
            assertHolds(last, "copies/" + name, committing);
            if (committing) {
                assertThat(failed)
                        .isInstanceOf(SluiceException.class)
                        .hasMessageContaining("first holds " + name)
                        .hasMessageContaining("copy does not hold copies/" + name)
                        .hasMessageContaining("copy holds copies/" + name);
            }
        }
    }

    @Test
    void whatReadsBackAsSomethingElseIsNotCommittedAnywhere() throws IOException {
        MemorySink wrong = new MemorySink(Set.of(Flaw.PREPARES_TOO_LITTLE));
        List<Holding> held = write(stores(main, copy(wrong, DROPPED)), "set-1", Optional.empty());
        assertHolds(main, "set-1", true);
        assertThat(held.get(1).missing().orElseThrow()).contains("reads back as something else");
        assertThatThrownBy(() -> write(stores(main, copy(wrong, REQUIRED)), "set-2", Optional.empty()))
                .hasMessageContaining("reads back as something else");
        assertHolds(main, "set-2", false);
        assertHolds(wrong, "copies/set-2", false);
    }

    /** A link of a chain that lacks the one before would be of no use. */
    @Test
    void aCopyWithoutTheParentGetsNoIncrement() throws IOException {
        write(stores(main), "set/1", Optional.empty());
        List<Holding> held = write(stores(main, copy(other, DROPPED)), "set/2", Optional.of("../1"));
        assertThat(held.get(1).missing().orElseThrow()).contains("copies/set/1 is not there");
        assertHolds(main, "set/2", true);
        assertHolds(other, "copies/set/2", false);
        assertThatThrownBy(() -> write(stores(main, copy(other, REQUIRED)), "set/3", Optional.of("../1")))
                .hasMessageContaining("copies/set/1 is not there");
        assertHolds(main, "set/3", false);
        write(stores(other), "copies/set/1", Optional.empty());
        assertThatThrownBy(() -> write(stores(main, copy(other, REQUIRED)), "set/3", Optional.of("../1")))
                .hasMessageContaining("another one");
    }

    @Test
    void placesAreBelowTheirs() {
        Copy copy = new Copy("copy", main, "/mnt", REQUIRED);
        assertThat(copy.place("/set/./2/")).isEqualTo("/mnt/set/2");
        assertThat(copy.place("set/1/../2")).isEqualTo("/mnt/set/2");
        assertThatThrownBy(() -> copy.place("../2")).isInstanceOf(SluiceException.class);
    }
}
