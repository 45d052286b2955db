package io.sluice.image.verify;

import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.image.manifest.Counts;
import io.sluice.memory.PageRun;
import io.sluice.spi.memory.PageRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks the pagemaps of one set: with their pages files, with the parent's pagemaps, and with the counts. */
final class StructureCheck {
    private final ImageSet set;
    private final Takers takers;
    private final Findings findings;
    private final Map<String, PagesKey> pagesFiles = new HashMap<>();
    private long present;
    private boolean parentUnknown;

    /** @param takers the sets that have the pages which the parent was made without; not closed by this */
    StructureCheck(ImageSet set, Takers takers, Findings findings) {
        this.set = set;
        this.takers = takers;
        this.findings = findings;
    }

    void check() {
        Optional<ImageSet> parent = parent();
        for (PagesKey key : set.pageSets()) {
            try {
                pagemap(key, parent);
            } catch (SluiceException wrong) {
                Thrown.requireDamage(wrong);
                findings.add(Problem.of(set.name(), key.image(), wrong));
            }
        }
        orphans();
        set.manifest().ifPresent(manifest -> counts(manifest.counts()));
    }

    /** A parent that cannot be opened is told when its turn comes. */
    private Optional<ImageSet> parent() {
        try {
            return set.parent();
        } catch (SluiceException wrong) {
            Thrown.requireDamage(wrong);
            parentUnknown = true;
            return Optional.empty();
        }
    }

    private void pagemap(PagesKey key, Optional<ImageSet> parent) {
        try (PagemapCursor cursor = set.pagemap(key).orElseThrow();
                ParentPages parentPages = new ParentPages(parent.flatMap(known -> known.pagemap(key)));
                Takers.Taken taken = takers.pages(key)) {
            long pages = 0;
            for (Optional<PageRun> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                PageRun run = next.get();
                switch (run.state()) {
                    case PRESENT -> pages += run.pages(set.pageSize());
                    case PARENT -> inParent(key, run.range(), parentPages, taken);
                    case LAZY ->
                        findings.warn(key.image() + " in " + set.name() + ": the pages at " + run.range()
                                + " are with a page server, in no image");
                }
            }
            present += pages;
            pagesFile(key, cursor.pagesImage(), pages);
        }
    }

    private void inParent(PagesKey key, PageRange range, ParentPages parentPages, Takers.Taken taken) {
        if (parentUnknown) {
            return;
        }
        Optional<PageRange> missing = parentPages.missing(range);
        while (missing.isPresent()) {
            PageRange lacking = missing.get();
            long end = taken.upTo(lacking.start());
            if (end == lacking.start()) {
                findings.add(Problem.of(
                        set.name(), key.image(), "the parent must have the pages at " + lacking + ", and has not"));
                return;
            }
            missing = end < range.end() ? parentPages.missing(new PageRange(end, range.end())) : Optional.empty();
        }
    }

    private void pagesFile(PagesKey key, String image, long pages) {
        PagesKey other = pagesFiles.put(image, key);
        if (other != null) {
            findings.add(Problem.of(set.name(), key.image(), other.image() + " has the same pages file, " + image));
        }
        Optional<Long> length = set.length(image);
        if (length.isEmpty() && pages == 0) {
            return;
        }
        boolean fits =
                length.isPresent() && length.get() % set.pageSize() == 0 && length.get() / set.pageSize() == pages;
        if (!fits) {
            findings.add(Problem.of(
                    set.name(),
                    image,
                    "it must have " + pages + " pages, as " + key.image() + " says, and has "
                            + length.map(bytes -> bytes + " bytes").orElse("gone missing")));
        }
    }

    private void orphans() {
        for (String image : set.imageNames()) {
            if (image.startsWith("pages-") && image.endsWith(".img") && !pagesFiles.containsKey(image)) {
                findings.add(Problem.of(set.name(), image, "no pagemap says what it holds"));
            }
        }
    }

    private void counts(Counts counts) {
        if (counts.written() + counts.sharedWritten() != present) {
            findings.add(Problem.of(
                    set.name(), set.name(), "the manifest counts other pages than the pagemaps: " + present));
        }
    }
}
