package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.OwnMemory;
import io.sluice.kernel.Pagemap;
import io.sluice.kernel.ProcessMemory;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Pages of this process, every second of which is there, planned and read as in a stop. */
class KeptPagesTest {
    private static final int PAGES = 600;
    private static final int OWN = (int) ProcessHandle.current().pid();

    @AutoClose
    private final WorkerCrew crew = new WorkerCrew(2, Control.unlimited());

    @AutoClose
    private final ProcessMemory memory = ProcessMemory.open(OWN);

    @AutoClose
    private final Pagemap pagemap = Pagemap.open(OWN);

    private interface Trial {
        void of(PageRange pages) throws IOException, ComponentException;
    }

    private static void with(Trial trial) {
        OwnMemory.withSparsePages(PAGES, pages -> {
            try {
                trial.of(pages);
            } catch (IOException | ComponentException e) {
                throw new AssertionError(e);
            }
        });
    }

    private PlanBasis basis(PageRange pages) {
        Population population = (area, from) -> {
            PageRange rest = new PageRange(from, area.range().end());
            Pagemap.Part part = pagemap.find(rest, Pagemap.Population.WRITTEN);
            return new Population.Found(part.runs(), part.upTo());
        };
        Area area = new Area(pages, true, true, Stored.CHANGED);
        return new PlanBasis(List.of(area), population, ParentPages.NONE, Optional.empty());
    }

    @Test
    void theyHoldWhatWasThereWhenTheyWereRead() {
        with(pages -> {
            PagePlan plan = PagePlan.of(basis(pages), Long.MAX_VALUE).orElseThrow();
            assertThat(plan.bytes()).isEqualTo(PAGES / 2 * (long) Pages.SIZE);
            ByteBuffer room = ByteBuffer.allocateDirect((int) plan.bytes());
            KeptPages kept = PlannedReading.of(plan, memory, room, crew).orElseThrow();
            kept.open();
            ByteBuffer page = ByteBuffer.allocateDirect(Pages.SIZE);
            for (long at = pages.start(); at < pages.end(); at += 2L * Pages.SIZE) {
                kept.readForced(new PageRange(at, at + Pages.SIZE), page.clear());
                assertThat(page.get(0)).isEqualTo((byte) 1);
            }
            assertThat(kept.covers(pages.start())).isTrue();
            assertThat(kept.covers(pages.end())).isFalse();
        });
    }

    /** What is stored whatever it holds is read last: until then there may be something of ours. */
    @Test
    void theyAreReadWhileTheyArePlannedAndSomeAtTheEnd() {
        with(pages -> {
            long middle = pages.start() + pages.bytes() / 2;
            Area first = new Area(new PageRange(pages.start(), middle), true, true, Stored.CHANGED);
            Area last = new Area(new PageRange(middle, pages.end()), true, true, Stored.ALL);
            PlanBasis basis =
                    new PlanBasis(List.of(first, last), basis(pages).population(), ParentPages.NONE, Optional.empty());
            ByteBuffer room = ByteBuffer.allocateDirect((int) pages.bytes());
            PlannedReading reading =
                    PlannedReading.of(basis, memory, room, crew).orElseThrow();
            write(pages, (byte) 2);
            KeptPages kept = reading.finish().orElseThrow();
            kept.open();
            ByteBuffer page = ByteBuffer.allocateDirect(Pages.SIZE);
            for (long at = pages.start(); at < pages.end(); at += 2L * Pages.SIZE) {
                kept.readForced(new PageRange(at, at + Pages.SIZE), page.clear());
                assertThat(page.get(0)).isEqualTo((byte) (at < middle ? 1 : 2));
            }
            assertThat(reading.bytes()).isEqualTo(PAGES / 2 * Pages.SIZE);
        });
    }

    @Test
    void moreThanThereIsRoomForIsNotRead() {
        ByteBuffer room = ByteBuffer.allocateDirect(PAGES / 4 * Pages.SIZE);
        with(pages ->
                assertThat(PlannedReading.of(basis(pages), memory, room, crew)).isEmpty());
    }

    private static void write(PageRange pages, byte value) {
        try (ForcedMemory own = ForcedMemory.open((int) ProcessHandle.current().pid())) {
            for (long at = pages.start(); at < pages.end(); at += 2L * Pages.SIZE) {
                own.write(at, new byte[] {value});
            }
        }
    }

    @Test
    void thePlanIsMadeAgainTheSame() {
        with(pages -> {
            PlanBasis basis = basis(pages);
            PagePlan plan = PagePlan.of(basis, Long.MAX_VALUE).orElseThrow();
            PagePlan again = PagePlan.of(
                            basis.with((area, from) -> plan.populated().get(from)), Long.MAX_VALUE)
                    .orElseThrow();
            assertThat(again).isEqualTo(plan);
        });
    }

    @Test
    void whatWasNotReadIsNotTakenForGone() {
        with(pages -> {
            PagePlan plan = PagePlan.of(basis(pages), Long.MAX_VALUE).orElseThrow();
            KeptPages kept = PlannedReading.of(plan, memory, ByteBuffer.allocateDirect((int) plan.bytes()), crew)
                    .orElseThrow();
            kept.open();
            PageRange absent = new PageRange(pages.start() + Pages.SIZE, pages.start() + 2L * Pages.SIZE);
            assertThatThrownBy(() -> kept.readForced(absent, ByteBuffer.allocateDirect(Pages.SIZE)))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aPlanOfMoreThanThereIsRoomForIsNone() {
        with(pages -> assertThat(PagePlan.of(basis(pages), PAGES / 4 * (long) Pages.SIZE))
                .isEmpty());
    }
}
