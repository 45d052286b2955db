package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.program.TrackedTarget;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel tells of writes to memory that is armed from outside. */
class UserFaultTest {
    @AutoClose
    private final TrackedTarget target = TrackedTarget.start();

    @AutoClose
    private final UserFault fault = UserFault.of(target.userfaultfd());

    @AutoClose
    private final WrittenPages pages = WrittenPages.open(target.pid());

    @BeforeEach
    void armAndProtect() {
        arm(target.memory(0, 64));
        assertThat(collect(target.memory(0, 64))).containsExactly(target.memory(0, 64));
    }

    private void arm(PageRange range) {
        assertThat(fault.arm(range.start(), range.end())).isEmpty();
    }

    private List<PageRange> collect(PageRange range) {
        List<PageRange> written = new ArrayList<>();
        pages.collect(range, written);
        return written;
    }

    private List<PageRange> unarmed(PageRange range) {
        List<PageRange> populated = new ArrayList<>();
        pages.unarmed(range, populated);
        return populated;
    }

    @Test
    void eachWriteIsToldOnce() {
        target.write(target.memory(3, 2), 1);
        target.write(target.memory(63, 1), 1);
        assertThat(collect(target.memory(0, 64))).containsExactly(target.memory(3, 2), target.memory(63, 1));
        assertThat(collect(target.memory(0, 64))).isEmpty();
        target.write(target.memory(3, 1), 2);
        assertThat(collect(target.memory(0, 64))).containsExactly(target.memory(3, 1));
    }

    @Test
    void whoTakesTheSameDescriptorLaterFindsItArmed() {
        fault.close();
        try (UserFault again = UserFault.of(target.userfaultfd())) {
            assertThat(again.arm(
                            target.forbidden(0, 4).start(),
                            target.forbidden(0, 4).end()))
                    .isEmpty();
            assertThat(unarmed(target.memory(0, 64))).isEmpty();
            assertThat(collect(target.memory(0, 64))).isEmpty();
        }
    }

    @Test
    void droppedPagesAreNotPopulatedAndAreToldWhenTheyAreBack() {
        target.stir();
        assertThat(collect(target.memory(0, 8))).isEmpty();
        target.write(target.memory(2, 1), 7);
        assertThat(collect(target.memory(0, 8))).containsExactly(target.memory(2, 1));
    }

    @Test
    void otherRightsChangeNothing() {
        target.stir();
        assertThat(unarmed(target.memory(0, 32))).isEmpty();
        assertThat(collect(target.memory(8, 24))).isEmpty();
    }

    @Test
    void movedPagesAreUnarmedAndLaterToldAsWritten() {
        target.stir();
        assertThat(collect(target.aside(0, 16))).isEmpty();
        assertThat(unarmed(target.aside(0, 16))).containsExactly(target.aside(0, 16));
        arm(target.aside(0, 16));
        assertThat(unarmed(target.aside(0, 16))).isEmpty();
        assertThat(collect(target.aside(0, 16))).containsExactly(target.aside(0, 16));
    }

    @Test
    void collectingAcrossAnUnarmedMappingLosesNothing() {
        PageRange all = new PageRange(
                Math.min(target.memory(0, 64).start(), target.forbidden(0, 4).start()),
                Math.max(target.memory(0, 64).end(), target.forbidden(0, 4).end()));
        target.write(target.memory(5, 1), 1);
        assertThat(collect(all)).containsExactly(target.memory(5, 1));
        assertThat(unarmed(all))
                .anyMatch(run -> run.contains(target.forbidden(0, 1).start()));
    }

    @Test
    void memoryWithoutRightsIsTracked() {
        arm(target.forbidden(0, 4));
        assertThat(collect(target.forbidden(0, 4))).containsExactly(target.forbidden(0, 4));
        target.write(target.forbidden(1, 1), 1);
        assertThat(collect(target.forbidden(0, 4))).containsExactly(target.forbidden(1, 1));
    }

    @Test
    void ofAHugePageTheOnePageThatWasWrittenIsTold() {
        arm(target.huge(0, 512));
        assertThat(collect(target.huge(0, 512))).containsExactly(target.huge(0, 512));
        target.write(target.huge(77, 1), 1);
        assertThat(collect(target.huge(0, 512))).containsExactly(target.huge(77, 1));
    }

    @Test
    void whatAnotherUserfaultfdHasIsRefusedAndNothingBesideItIsArmed() {
        PageRange own = target.own(0, 4);
        PageRange forbidden = target.forbidden(0, 4);
        long start = Math.min(own.start(), forbidden.start());
        long end = Math.max(own.end(), forbidden.end());
        assertThat(fault.arm(start, end)).contains(Errno.EBUSY);
        assertThat(unarmed(forbidden)).containsExactly(forbidden);
    }

    @Test
    void theKernelsOwnMemoryIsRefused() {
        PageRange vdso = mapping("[vdso]");
        assertThat(fault.arm(vdso.start(), vdso.end())).contains(Errno.EINVAL);
    }

    private PageRange mapping(String name) {
        return io.sluice.proc.MapsParser.parse(io.sluice.proc.ProcFile.read("/proc/" + target.pid() + "/maps")
                        .orElseThrow())
                .stream()
                .filter(mapping -> mapping.path().equals(name))
                .findFirst()
                .orElseThrow()
                .range();
    }

    @Test
    void disarmedMemoryIsUnarmed() {
        assertThat(fault.disarm(
                        target.memory(0, 64).start(), target.memory(0, 64).end()))
                .isEmpty();
        assertThat(collect(target.memory(0, 64))).isEmpty();
        assertThat(unarmed(target.memory(0, 64))).containsExactly(target.memory(0, 64));
    }

    @Test
    void ofATaskThatIsGoneNothingIsPopulatedOrArmed() {
        target.close();
        io.sluice.program.Target.await(
                "the end", () -> "ZX?".indexOf(io.sluice.program.Target.state(target.pid())) >= 0);
        PageRange anywhere = new PageRange(0x10000, 0x7fff_0000_0000L);
        assertThat(collect(anywhere)).isEmpty();
        assertThat(unarmed(anywhere)).isEmpty();
        assertThat(fault.arm(anywhere.start(), anywhere.end())).contains(Errno.ENOMEM);
    }

    @Test
    void anotherKindOfDescriptorIsRefused() {
        assertThatThrownBy(() -> UserFault.of(OpenFile.read("/proc/self/maps")))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no userfaultfd");
    }
}
