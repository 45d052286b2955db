package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ranges of pages, also as the kernel tells them of a task that writes meanwhile. */
class RangeListTest {
    private static PageRange pages(int from, int to) {
        return new PageRange(from * 4096L, to * 4096L);
    }

    @Test
    void whatIsToldLateAndTwiceIsPutInItsPlaceOnce() {
        List<PageRange> told =
                new ArrayList<>(List.of(pages(1, 3), pages(5, 9), pages(12, 13), pages(2, 4), pages(7, 8)));
        assertThat(RangeList.inOrder(told)).containsExactly(pages(1, 4), pages(5, 9), pages(12, 13));
    }

    @Test
    void neighboursBecomeOne() {
        List<PageRange> told = new ArrayList<>(List.of(pages(4, 5), pages(1, 2), pages(2, 4)));
        assertThat(RangeList.inOrder(told)).containsExactly(pages(1, 5));
    }
}
