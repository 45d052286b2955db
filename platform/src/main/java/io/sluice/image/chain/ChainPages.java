package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import io.sluice.image.format.Damage;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages of one pagemap as a restore sees them: in address order, each from the set of the chain that has it. */
final class ChainPages implements AutoCloseable {
    private final PagesKey key;
    private final List<SetPages> levels = new ArrayList<>();
    private long at;

    /** @param newest not closed by this */
    ChainPages(ImageSet newest, PagesKey key) {
        this.key = key;
        this.levels.add(SetPages.open(newest, key));
    }

    /**
     * Pages beside each other in one pages file.
     *
     * @param range which pages
     * @param set which set has them
     * @param image in which of its images
     * @param offset from which byte on
     * @param given whether they were given to newer sets, and are not there
     */
    record Piece(PageRange range, ImageSet set, String image, long offset, boolean given) {}

    /** The next pages, so many bytes at the most; empty after the last. Pages that were given to newer sets are passed over. */
    Optional<Piece> next(int most) {
        Optional<Piece> piece = any(most);
        while (piece.isPresent() && piece.get().given()) {
            piece = any(most);
        }
        return piece;
    }

    private Optional<Piece> any(int most) {
        Optional<PageRun> run = levels.get(0).from(at);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        long start = Math.max(at, run.get().range().start());
        Piece piece = find(new PageRange(start, Math.min(run.get().range().end(), start + most)));
        at = piece.range().end();
        return Optional.of(piece);
    }

    /** From the newest set down to the one that has the first of the pages. */
    private Piece find(PageRange wanted) {
        PageRange range = wanted;
        for (int level = 0; ; level++) {
            SetPages pages = level(level);
            Optional<PageRun> next = pages.from(range.start());
            if (next.isEmpty() || !next.get().range().contains(range.start())) {
                return lacking(range, next, pages);
            }
            PageRun run = next.get();
            range = new PageRange(
                    range.start(), Math.min(range.end(), run.range().end()));
            if (run.state() == PageState.PRESENT) {
                return piece(range, pages);
            }
            if (run.state() == PageState.LAZY) {
                throw new SluiceException(
                        ErrorCode.USAGE,
                        "the pages at " + range + " of " + pages.set().name() + " are with a page server, in no image",
                        "squash chains that have all their pages");
            }
        }
    }

    private static Piece piece(PageRange range, SetPages pages) {
        long offset = pages.offset(range.start());
        long alike = pages.set().punched().alike(pages.image(), offset, range.bytes());
        PageRange part = new PageRange(range.start(), range.start() + alike);
        boolean given = pages.set().punched().has(pages.image(), offset);
        return new Piece(part, pages.set(), pages.image(), offset, given);
    }

    /** A set that was squashed of others lacks what these had given away. */
    private Piece lacking(PageRange range, Optional<PageRun> next, SetPages pages) {
        if (pages.set().given().isEmpty()) {
            throw Damage.of(key.image() + " in " + pages.set().name(), "the pages at " + range + " must be listed");
        }
        long end = next.map(run -> Math.min(run.range().start(), range.end())).orElse(range.end());
        return new Piece(new PageRange(range.start(), end), pages.set(), pages.image(), 0, true);
    }

    private SetPages level(int level) {
        if (level == levels.size()) {
            ImageSet above = levels.get(level - 1).set();
            ImageSet parent = above.parent()
                    .orElseThrow(() -> Damage.of(
                            key.image() + " in " + above.name(), "it lists pages of a parent, and there is none"));
            if (parent.pageSize() != above.pageSize()) {
                throw Damage.of(parent.name(), "its pages have another size than those of a set that adds to it");
            }
            levels.add(SetPages.open(parent, key));
        }
        return levels.get(level);
    }

    @Override
    public void close() {
        levels.forEach(SetPages::close);
    }
}
