package io.sluice.image.describe;

import io.sluice.image.PagemapCounts;

/** Shares of pages. */
final class Shares {
    private Shares() {}

    /** The part that is present, from 0 to 1; 0 of nothing. */
    static double changed(PagemapCounts counts) {
        long all = counts.present() + counts.parent();
        return all == 0 ? 0 : (double) counts.present() / all;
    }
}
