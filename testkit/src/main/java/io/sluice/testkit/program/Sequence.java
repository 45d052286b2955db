package io.sluice.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** A target that writes increasing numbers all the time, whose copies tell whether they are of one instant. */
public final class Sequence {
    private static final int READY = 0;
    private static final int COUNT = 1;
    private static final int FIRST_AREA = 2;
    private final Target target;
    private final StatusFile status;
    private final int pages;

    Sequence(Target target, StatusFile status, int pages) {
        this.target = target;
        this.status = status;
        this.pages = pages;
        Waiting.until(() -> status.word(READY) == 1, () -> "no sequence");
    }

    /** The process. */
    public Target target() {
        return target;
    }

    /** What memory it is; the order is the program's. */
    public enum Kind {
        /** Private and anonymous; there is one for each processor. */
        PRIVATE,
        /** Shared and anonymous. */
        SHARED,
        /** Children do not get it (madvise(2), MADV_DONTFORK). */
        NOT_FORKED,
        /** Children get zeros (madvise(2), MADV_WIPEONFORK). */
        WIPED,
        /** Written once, and without any right since. */
        FORBIDDEN
    }

    /**
     * What one writer writes.
     *
     * @param kind what memory it is
     * @param start the first byte's address
     * @param pages how many pages it has
     */
    public record Area(Kind kind, long start, int pages) {}

    /** Its areas; each writer notes the newest number of the one before it, the first that of the last that is written. */
    public List<Area> areas() {
        List<Area> found = new ArrayList<>();
        for (int i = 0; i < status.word(COUNT); i++) {
            Kind kind = Kind.values()[(int) status.word(FIRST_AREA + 2 * i)];
            found.add(new Area(kind, status.word(FIRST_AREA + 2 * i + 1), pages));
        }
        return found;
    }
}
