package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.Objects;

/**
 * Neighbouring pages that a pagemap lists alike.
 *
 * @param range the pages
 * @param state where they are
 */
public record PageRun(PageRange range, PageState state) {
    public PageRun {
        Objects.requireNonNull(range);
        Objects.requireNonNull(state);
    }

    /** How many pages of {@code pageSize} bytes it has. */
    public long pages(int pageSize) {
        return range.bytes() / pageSize;
    }
}
