package io.sluice.memory;

import io.sluice.spi.memory.PageRange;

/** Neighbouring pages that a pagemap lists alike. */
public record PageRun(PageRange range, PageState state) {}
