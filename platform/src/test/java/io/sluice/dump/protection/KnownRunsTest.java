package io.sluice.dump.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.MappingQuery;
import io.sluice.spi.memory.PageRange;
import io.sluice.testkit.program.Caller;
import io.sluice.testkit.program.Targets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Runs that change between the reading and the stop are never armed in part. The target rests, which stands for a stop here. */
class KnownRunsTest {
    private static final long PAGE = 4096;
    /** Far from all else that a program has. */
    private static final long PLACE = 0x2000_0000_0000L;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Caller caller = targets.caller();
    private final int pid = (int) caller.target().pid();

    private static PageRange pages(int from, int to) {
        return new PageRange(PLACE + from * PAGE, PLACE + to * PAGE);
    }

    private static long at(int page) {
        return PLACE + page * PAGE;
    }

    /** A run of 16 pages, between shared mappings some way from it. */
    private KnownRuns known() {
        caller.shareAt(at(-16), PAGE);
        caller.shareAt(at(48), PAGE);
        caller.mapAt(at(16), 16 * PAGE);
        KnownRuns known = KnownRuns.of(pid);
        assertThat(known.ranges()).contains(pages(16, 32));
        return known;
    }

    private Optional<List<PageRange>> now(KnownRuns known) {
        try (MappingQuery query = MappingQuery.open(pid)) {
            return known.now(query);
        }
    }

    @Test
    void whatStaysIsAsItWas() {
        KnownRuns known = known();
        assertThat(now(known)).contains(known.ranges());
    }

    @Test
    void oneThatGrewAtBothEndsIsTakenAsItIs() {
        KnownRuns known = known();
        caller.mapAt(at(8), 8 * PAGE);
        caller.mapAt(at(32), 4 * PAGE);
        assertThat(now(known).orElseThrow()).contains(pages(8, 36));
    }

    @Test
    void oneThatShrankMayHaveHolesAtItsEnds() {
        KnownRuns known = known();
        caller.unmap(at(16), 4 * PAGE);
        caller.unmap(at(30), 2 * PAGE);
        assertThat(now(known).orElseThrow()).contains(pages(16, 32));
    }

    @Test
    void twoThatBecameOneAreOne() {
        caller.mapAt(at(0), 8 * PAGE);
        caller.shareAt(at(8), 8 * PAGE);
        KnownRuns known = known();
        assertThat(known.ranges()).contains(pages(0, 8));
        caller.mapAt(at(8), 8 * PAGE);
        assertThat(now(known).orElseThrow()).contains(pages(0, 32)).doesNotContain(pages(16, 32));
    }

    @Test
    void oneThatOthersSeeAtAnEndHasAllRead() {
        KnownRuns known = known();
        caller.shareAt(at(28), 8 * PAGE);
        assertThat(now(known)).isEmpty();
    }
}
