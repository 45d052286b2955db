package io.sluice.dump.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.kernel.UserFault;
import io.sluice.kernel.WrittenPages;
import io.sluice.memory.LongRuns;
import io.sluice.proc.PrivateMappings;
import io.sluice.proc.ProcFile;
import io.sluice.program.TrackedTarget;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What may be armed, what is collected, and which round it belongs to. The target rests, which stands for a stop here. */
class TaskProtectionTest {
    private static final Epoch ONE = new Epoch("one");
    private static final Epoch TWO = new Epoch("two");
    private final MemoryRoundLogs logs = new MemoryRoundLogs();

    @AutoClose
    private final TrackedTarget target = TrackedTarget.start();

    private TaskProtection lend() throws ComponentException {
        ProtectedTask task = new ProtectedTask(target.pid(), 1, "program");
        return new TaskProtection(
                target.pid(), UserFault.of(target.userfaultfd()), WrittenPages.open(target.pid()), logs.lend(task));
    }

    private PrivateMappings mappings() {
        return mappings(target.pid());
    }

    private static PrivateMappings mappings(int pid) {
        return PrivateMappings.in(ProcFile.read("/proc/" + pid + "/maps").orElseThrow());
    }

    private void armAll(TaskProtection protection) {
        PrivateMappings mappings = mappings();
        protection.stopped(mappings);
        protection.arm(mappings.ranges());
        protection.released();
    }

    @Test
    void allThatIsPopulatedIsCollectedOnce() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            assertThat(protection.collect(target.memory(0, 64))).containsExactly(target.memory(0, 64));
            assertThat(protection.collect(target.memory(0, 64))).isEmpty();
            target.write(target.memory(9, 1), 1);
            assertThat(protection.collect(target.memory(0, 64))).containsExactly(target.memory(9, 1));
        }
    }

    @Test
    void theNextRoundGoesOn() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            protection.collect(target.memory(0, 64));
        }
        target.write(target.memory(1, 3), 1);
        try (TaskProtection protection = lend()) {
            armAll(protection);
            assertThat(protection.collect(target.memory(0, 64))).containsExactly(target.memory(1, 3));
        }
    }

    @Test
    void whatAnotherUserfaultfdHasIsSteppedOverAndCountsAsWrittenForEver() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            for (int i = 0; i < 3; i++) {
                assertThat(protection.collect(target.own(0, 4))).containsExactly(target.own(0, 4));
            }
            protection.collect(target.memory(0, 64));
            assertThat(protection.collect(target.memory(0, 64))).isEmpty();
        }
    }

    @Test
    void aRangeOfAllKindsIsCollectedInOrder() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            List<PageRange> all = mappings().ranges();
            PageRange everything =
                    new PageRange(all.get(0).start(), all.get(all.size() - 1).end());
            protection.collect(everything);
            target.write(target.memory(4, 1), 1);
            target.write(target.huge(5, 1), 1);
            target.stir();
            List<PageRange> written = protection.collect(everything);
            assertThat(written).isSorted().doesNotHaveDuplicates();
            assertThat(pages(written))
                    .containsAll(pages(List.of(target.huge(5, 1), target.own(0, 4), target.aside(0, 16))))
                    .doesNotContainAnyElementsOf(pages(List.of(target.memory(0, 32), target.huge(6, 506))));
        }
    }

    /** In a stop most of memory is asked for in a quicker way, which must not lose what is gone. */
    @Test
    void ofWhatWasPopulatedRightBeforeItIsToldWhatWasWrittenAndWhatIsGone() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            protection.collect(target.memory(0, 64));
            protection.populatedBefore(new LongRuns(List.of(target.memory(0, 60))));
            target.stir();
            target.write(target.memory(20, 1), 1);
            target.write(target.memory(62, 1), 1);
            assertThat(pages(protection.collect(target.memory(0, 64))))
                    .containsAll(pages(List.of(target.memory(0, 8), target.memory(20, 1), target.memory(62, 1))))
                    .doesNotContainAnyElementsOf(pages(List.of(target.memory(12, 8), target.memory(48, 14))));
            assertThat(protection.collect(target.memory(0, 64))).isEmpty();
        }
    }

    private static List<Long> pages(List<PageRange> ranges) {
        List<Long> pages = new ArrayList<>();
        for (PageRange range : ranges) {
            for (long page = range.start(); page < range.end(); page += 4096) {
                pages.add(page);
            }
        }
        return pages;
    }

    @Test
    void whatNobodyArmedInThisRoundIsNotCollected() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            protection.collect(target.memory(0, 64));
            target.write(target.memory(2, 1), 1);
        }
        try (TaskProtection unarmed = lend()) {
            assertThat(unarmed.collect(target.memory(0, 64))).containsExactly(target.memory(0, 64));
        }
        try (TaskProtection protection = lend()) {
            armAll(protection);
            assertThat(protection.collect(target.memory(0, 64))).containsExactly(target.memory(2, 1));
        }
    }

    /** What comes back takes the arms from its neighbours, and leaves them a protection that no write clears. */
    @Test
    void memoryThatLostItsArmsIsCollectedWhole() throws ComponentException {
        try (TaskProtection protection = lend()) {
            armAll(protection);
            protection.collect(target.memory(0, 64));
            target.stir();
            armAll(protection);
            protection.collect(target.aside(0, 16));
        }
        target.stir();
        target.write(target.memory(20, 1), 5);
        try (TaskProtection protection = lend()) {
            armAll(protection);
            assertThat(pages(protection.collect(target.memory(12, 52))))
                    .contains(target.memory(20, 1).start());
            target.write(target.memory(20, 1), 6);
            target.write(target.memory(40, 1), 6);
            assertThat(protection.collect(target.memory(12, 52)))
                    .containsExactly(target.memory(20, 1), target.memory(40, 1));
        }
    }

    @Test
    void nothingIsArmedOutsideOfAStop() throws ComponentException {
        try (TaskProtection protection = lend()) {
            List<PageRange> ranges = mappings().ranges();
            assertThatThrownBy(() -> protection.arm(ranges)).isInstanceOf(IllegalStateException.class);
            armAll(protection);
            assertThatThrownBy(() -> protection.arm(ranges)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void mappingsOfAnotherStopAreRefused() throws ComponentException {
        try (TaskProtection protection = lend()) {
            List<PageRange> stale = mappings().ranges();
            target.stir();
            protection.stopped(mappings());
            assertThatThrownBy(() -> protection.arm(stale))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not read in this stop");
        }
    }

    @Test
    void onlyAClosedRoundIsTheGround() throws ComponentException {
        try (TaskProtection protection = lend()) {
            assertThat(protection.ground()).isEmpty();
            protection.open(ONE);
            assertThat(protection.ground()).isEmpty();
            protection.close(ONE);
            assertThat(protection.ground()).contains(ONE);
            protection.open(TWO);
        }
        try (TaskProtection protection = lend()) {
            assertThat(protection.ground()).isEmpty();
            protection.close(ONE);
            assertThat(protection.ground()).isEmpty();
        }
    }

    @Test
    void twoRoundsAtATimeAreRefused() throws ComponentException {
        try (TaskProtection protection = lend()) {
            assertThat(protection.ground()).isEmpty();
            assertThatThrownBy(this::lend)
                    .isInstanceOf(ComponentException.class)
                    .hasMessageContaining("another round");
        }
    }

    @Test
    void tenThousandMappingsAreArmedByFewCalls() throws ComponentException {
        try (TrackedTarget many = TrackedTarget.startWithMappings(10_000);
                TaskProtection protection = new TaskProtection(
                        many.pid(),
                        UserFault.of(many.userfaultfd()),
                        WrittenPages.open(many.pid()),
                        logs.lend(new ProtectedTask(many.pid(), 1, "program")))) {
            PrivateMappings mappings = PrivateMappings.in(
                    ProcFile.read("/proc/" + many.pid() + "/maps").orElseThrow());
            assertThat(mappings.ranges()).hasSizeGreaterThan(10_000);
            assertThat(mappings.runs()).isLessThan(5);
            protection.stopped(mappings);
            protection.arm(mappings.ranges());
            assertThat(protection.collect(many.memory(0, 10_000))).containsExactly(many.memory(0, 10_000));
            assertThat(protection.collect(many.memory(0, 10_000))).isEmpty();
        }
    }
}
