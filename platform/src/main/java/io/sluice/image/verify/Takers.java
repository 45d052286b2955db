package io.sluice.image.verify;

import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import java.util.List;

/**
 * Sets to which others have given pages.
 *
 * @param sets opened; closed with this
 */
record Takers(List<ImageSet> sets) implements AutoCloseable {

    /** What they have themselves of one pagemap. */
    Taken pages(PagesKey key) {
        return new Taken(
                sets.stream().map(set -> new PresentPages(set.pagemap(key))).toList());
    }

    @Override
    public void close() {
        sets.forEach(ImageSet::close);
    }

    /** Pages that any of them has, for ascending addresses. */
    record Taken(List<PresentPages> each) implements AutoCloseable {

        /** The end of pages from {@code address} on that one has; {@code address} where none has that one. */
        long upTo(long address) {
            return each.stream().mapToLong(pages -> pages.upTo(address)).max().orElse(address);
        }

        @Override
        public void close() {
            each.forEach(PresentPages::close);
        }
    }
}
