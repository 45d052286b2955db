package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Caller;
import io.sluice.testkit.program.Targets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a tracked target may see: mremap(2) over memory from before a round and memory from after it fails, and nothing else. */
class MremapIT {
    private static final long EFAULT = 14;
    private static final long HALF = 16 * 4096;
    private static final long GROWN = 64 * 4096;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Caller caller = targets.caller();
    private final Rounds rounds = new Rounds(targets.folder().resolve("chain"), caller.target(), Way.TRACKED_READ);
    private final long first = caller.map(1 << 20, 0, Caller.PRIVATE_ANONYMOUS) + HALF;
    private final long second = first + HALF;

    private void mapFirst() {
        caller.mapAt(first, HALF);
        caller.touch(first, HALF);
    }

    private void mapSecond() {
        caller.mapAt(second, HALF);
    }

    @Test
    void withoutTrackingNeighboursMoveTogether() {
        mapFirst();
        mapSecond();
        caller.touch(second, HALF);
        assertThat(caller.remap(first, 2 * HALF, GROWN)).isPositive();
    }

    @Test
    void neighboursFromBeforeAndAfterARoundDoNot() {
        mapFirst();
        rounds.next();
        mapSecond();
        assertThat(caller.remap(first, 2 * HALF, GROWN)).isEqualTo(-EFAULT);
        assertThat(caller.remap(first, HALF, HALF / 2)).isEqualTo(first);
        rounds.nextAndCompare("");
    }

    @Test
    void eachOfThemMovesAlone() {
        mapFirst();
        rounds.next();
        mapSecond();
        assertThat(caller.remap(second, HALF, GROWN)).isPositive();
        assertThat(caller.remap(first, HALF, GROWN)).isPositive();
        rounds.nextAndCompare("");
    }

    @Test
    void theNextRoundMakesThemOneAgain() {
        mapFirst();
        rounds.next();
        mapSecond();
        rounds.next();
        assertThat(caller.remap(first, 2 * HALF, GROWN)).isPositive();
        rounds.nextAndCompare("");
    }

    /** The kernel gave each an anon_vma of its own at its first write, and mappings with different ones never become one. */
    @Test
    void whatWasWrittenBetweenRoundsStaysApart() {
        mapFirst();
        rounds.next();
        mapSecond();
        caller.touch(second, HALF);
        rounds.next();
        assertThat(caller.remap(first, 2 * HALF, GROWN)).isEqualTo(-EFAULT);
        rounds.release();
        assertThat(caller.remap(first, 2 * HALF, GROWN)).isEqualTo(-EFAULT);
        assertThat(caller.remap(first, HALF, GROWN)).isPositive();
    }
}
