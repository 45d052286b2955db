package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.memory.Population.Found;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What long runs leave to be looked up, and what not. */
class LongRunsTest {
    private static final long MIB = 1 << 20;
    private static final PageRange ALL = range(0, 100);
    private static final Area AREA = new Area(ALL, true, true, Stored.CHANGED);
    private final LongRuns runs = new LongRuns(List.of(range(10, 20), range(30, 60)));

    private static PageRange range(long from, long to) {
        return new PageRange(from * MIB, to * MIB);
    }

    @Test
    void aRangeIsCutInOrder() {
        List<PageRange> within = new ArrayList<>();
        List<PageRange> between = new ArrayList<>();
        runs.cut(range(15, 70), within::add, between::add);
        assertThat(within).containsExactly(range(15, 20), range(30, 60));
        assertThat(between).containsExactly(range(20, 30), range(60, 70));
    }

    @Test
    void onlyLongOnesAreFoundAndOnlyWhereNothingReadsAsZeros() throws IOException {
        PageRange small = new PageRange(0, MIB / 2);
        Population population = (area, from) -> new Found(List.of(small, range(2, 4)), ALL.end());
        assertThat(LongRuns.of(List.of(AREA), population).runs()).containsExactly(range(2, 4));
        Area file = new Area(ALL, true, false, Stored.CHANGED);
        Area huge = new Area(ALL, true, true, Stored.POPULATED);
        assertThat(LongRuns.of(List.of(file, huge), population).runs()).isEmpty();
    }

    @Test
    void insideOfRunsNothingIsLookedUp() throws IOException {
        List<PageRange> asked = new ArrayList<>();
        Population rest = (area, from) -> {
            asked.add(new PageRange(from, area.range().end()));
            return new Found(List.of(), area.range().end());
        };
        List<PageRange> populated = new ArrayList<>();
        for (long from = 0; from < ALL.end(); ) {
            Found found = runs.with(rest).find(AREA, from);
            populated.addAll(found.runs());
            from = found.upTo();
        }
        assertThat(populated).containsExactly(range(10, 20), range(30, 60));
        assertThat(asked).containsExactly(range(0, 10), range(20, 30), range(60, 100));
    }

    @Test
    void ofAFilesPagesAllAreLookedUp() throws IOException {
        Area file = new Area(ALL, true, false, Stored.CHANGED);
        Population rest = (area, from) -> new Found(List.of(), area.range().end());
        assertThat(runs.with(rest).find(file, 15 * MIB)).isEqualTo(new Found(List.of(), ALL.end()));
    }
}
