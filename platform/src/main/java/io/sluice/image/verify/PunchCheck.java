package io.sluice.image.verify;

import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.Optional;

/** Sees that each page that a set has given away is with a set that it was given to. */
final class PunchCheck {
    private final ImageSet set;
    private final List<ImageSet> newer;
    private final Findings findings;

    /** @param newer the sets that it has given pages to; not closed by this */
    PunchCheck(ImageSet set, List<ImageSet> newer, Findings findings) {
        this.set = set;
        this.newer = newer;
        this.findings = findings;
    }

    void check() {
        for (PagesKey key : set.pageSets()) {
            List<PresentPages> anew = newer.stream()
                    .map(other -> new PresentPages(other.pagemap(key)))
                    .toList();
            try (PagemapCursor cursor = set.pagemap(key).orElseThrow()) {
                pagemap(key, cursor, anew);
            } finally {
                anew.forEach(PresentPages::close);
            }
        }
    }

    private void pagemap(PagesKey key, PagemapCursor cursor, List<PresentPages> anew) {
        long offset = 0;
        for (Optional<PageRun> run = cursor.next(); run.isPresent(); run = cursor.next()) {
            if (run.get().state() == PageState.PRESENT) {
                run(key, cursor.pagesImage(), run.get().range(), offset, anew);
                offset += run.get().range().bytes();
            }
        }
    }

    private void run(PagesKey key, String image, PageRange range, long offset, List<PresentPages> anew) {
        long alike;
        for (long at = 0; at < range.bytes(); at += alike) {
            alike = set.punched().alike(image, offset + at, range.bytes() - at);
            if (set.punched().has(image, offset + at)) {
                given(key, new PageRange(range.start() + at, range.start() + at + alike), anew);
            }
        }
    }

    private void given(PagesKey key, PageRange range, List<PresentPages> anew) {
        long at = range.start();
        while (at < range.end()) {
            long from = at;
            long end = anew.stream().mapToLong(pages -> pages.upTo(from)).max().orElse(from);
            if (end == from) {
                findings.add(Problem.of(
                        set.name(),
                        key.image(),
                        "the pages at " + new PageRange(from, range.end())
                                + " were given away, and no set that they were given to has them"));
                return;
            }
            at = end;
        }
    }
}
