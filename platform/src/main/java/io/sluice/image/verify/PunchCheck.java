package io.sluice.image.verify;

import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.util.Optional;

/** Sees that each page that a set has given away is with a set that it was given to. */
final class PunchCheck {
    private final ImageSet set;
    private final Takers takers;
    private final Findings findings;

    /** @param takers the sets that it has given pages to; not closed by this */
    PunchCheck(ImageSet set, Takers takers, Findings findings) {
        this.set = set;
        this.takers = takers;
        this.findings = findings;
    }

    void check() {
        for (PagesKey key : set.pageSets()) {
            try (PagemapCursor cursor = set.pagemap(key).orElseThrow();
                    Takers.Taken taken = takers.pages(key)) {
                pagemap(key, cursor, taken);
            }
        }
    }

    private void pagemap(PagesKey key, PagemapCursor cursor, Takers.Taken taken) {
        long offset = 0;
        for (Optional<PageRun> run = cursor.next(); run.isPresent(); run = cursor.next()) {
            if (run.get().state() == PageState.PRESENT) {
                run(key, cursor.pagesImage(), run.get().range(), offset, taken);
                offset += run.get().range().bytes();
            }
        }
    }

    private void run(PagesKey key, String image, PageRange range, long offset, Takers.Taken taken) {
        long alike;
        for (long at = 0; at < range.bytes(); at += alike) {
            alike = set.punched().alike(image, offset + at, range.bytes() - at);
            if (set.punched().has(image, offset + at)) {
                given(key, new PageRange(range.start() + at, range.start() + at + alike), taken);
            }
        }
    }

    private void given(PagesKey key, PageRange range, Takers.Taken taken) {
        long at = range.start();
        while (at < range.end()) {
            long end = taken.upTo(at);
            if (end == at) {
                findings.add(Problem.of(
                        set.name(),
                        key.image(),
                        "the pages at " + new PageRange(at, range.end())
                                + " were given away, and no set that they were given to has them"));
                return;
            }
            at = end;
        }
    }
}
