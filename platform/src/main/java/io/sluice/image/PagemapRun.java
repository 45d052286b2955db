package io.sluice.image;

import io.sluice.spi.memory.PageRange;
import java.util.Objects;

/**
 * One entry of a pagemap.
 *
 * @param range the pages
 * @param state where they are
 */
public record PagemapRun(PageRange range, PageState state) {
    public PagemapRun {
        Objects.requireNonNull(range);
        Objects.requireNonNull(state);
    }

    /** How many pages of {@code pageSize} bytes it has. */
    public long pages(int pageSize) {
        return range.bytes() / pageSize;
    }
}
