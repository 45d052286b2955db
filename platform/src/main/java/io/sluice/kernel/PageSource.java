package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;

/** A way to learn which pages are populated. */
sealed interface PageSource permits PageScan, PageEntries {

    /** Tells of the pages in ascending order; runs may touch. */
    void scan(PageRange mapping, Population which, RunMerger runs);
}
