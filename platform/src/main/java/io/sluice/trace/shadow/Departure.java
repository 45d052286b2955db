package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.PageRange;
import java.util.Optional;

/** What a led shadow does so that nothing of itself is left in the target when it leaves. */
final class Departure {
    private static final long EVERY_DESCRIPTOR = 0xffff_ffffL;
    private static final long CLOSE_RANGE_UNSHARE = 2;
    private static final long DONTNEED = 4;
    /** What the cleaning call is told and answers: see the stub. */
    private static final int CLEANING_BYTES = 60;

    private final LedShadow shadow;
    private final Visit visit;

    Departure(LedShadow shadow, Visit visit) {
        this.shadow = shadow;
        this.visit = visit;
    }

    /** Gives it a table of descriptors of its own, with none in it. */
    void leaveFiles() {
        shadow.call(Call.CLOSE_RANGE, 0, EVERY_DESCRIPTOR, CLOSE_RANGE_UNSHARE);
    }

    /**
     * Has it clean the page of the stub when it leaves, if that works here: it is tried on a page of the vdso where nothing
     * of ours is.
     *
     * @param room where the page is named to the kernel
     * @param filters those that its calls meet once nobody traces it
     */
    void prepare(long room, CallFilters filters) {
        StubPlace stub = visit.stub();
        // A return behind a call that was denied would lead nowhere.
        if (!filters.allow(stub.lone(), Call.PROCESS_MADVISE)) {
            return;
        }
        long self = shadow.attempt(Call.PIDFD_OPEN, shadow.call(Call.GETPID), 0);
        Optional<PageRange> other = stub.otherPage();
        if (self < 0 || other.isEmpty() || !stub.pristine() || Host.guardsReturns(shadow.id())) {
            return;
        }
        visit.memory().write(room, other.get().start(), CLEANING_BYTES);
        if (shadow.attempt(Call.PROCESS_MADVISE, self, room, 1, DONTNEED, 0) == CLEANING_BYTES) {
            stub.cleanedByShadow(self);
        }
    }
}
