package io.sluice.image.describe;

import io.sluice.image.PagemapCounts;
import io.sluice.image.PagesKey;
import java.util.List;

/**
 * What one pagemap lists.
 *
 * @param key whose pages
 * @param counts how many
 * @param mappings by mapping where the set has the mappings, else by run of pages without a gap; ascending
 * @param more whether there were more than {@link #MOST_MAPPINGS}; the counts have them too
 */
public record PagesDescription(PagesKey key, PagemapCounts counts, List<MappingDescription> mappings, boolean more) {
    /** The most mappings that are told. */
    public static final int MOST_MAPPINGS = 100_000;

    public PagesDescription {
        mappings = List.copyOf(mappings);
    }

    /** The part of the listed pages that the set has itself, from 0 to 1. */
    public double changedShare() {
        return Shares.changed(counts);
    }
}
