package io.sluice.image.chain;

import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import io.sluice.image.format.BlockChecksums;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import java.util.BitSet;
import java.util.Optional;

/** The pages of one pagemap that a newer set has anew and that were not given away yet, by the block that has them. */
final class ReplacedPages implements AutoCloseable {
    private final ImageSet older;
    private final SetPages pages;
    private final SetPages anew;
    private long at;
    /** Where in the pages file the next ones are, and how many bytes. */
    private long offset;

    private long length;

    /** Both sets have a pagemap of that key, and are not closed by this. */
    ReplacedPages(ImageSet older, ImageSet newer, PagesKey key) {
        this.older = older;
        this.pages = SetPages.open(older, key);
        this.anew = SetPages.open(newer, key);
    }

    /**
     * Pages of one block.
     *
     * @param number of the block
     * @param pages which of its pages; at least one
     */
    record Block(int number, BitSet pages) {}

    /** The pages file of the older set. */
    String image() {
        return pages.image();
    }

    /** The next block that has some. */
    Optional<Block> next() {
        BitSet found = new BitSet();
        int number = -1;
        while (length > 0 || advance()) {
            int current = (int) (offset / BlockChecksums.BLOCK);
            if (number >= 0 && current != number) {
                break;
            }
            if (take(current, found)) {
                number = current;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Block(number, found));
    }

    /** Takes what the block has of those at hand; answers whether there was any. */
    private boolean take(int block, BitSet into) {
        long end = Math.min(offset + length, (block + 1L) * BlockChecksums.BLOCK);
        BitSet given = older.punched().pages(image(), block);
        boolean any = false;
        for (; offset < end; offset += older.pageSize(), length -= older.pageSize()) {
            int page = (int) (offset % BlockChecksums.BLOCK / older.pageSize());
            if (!given.get(page)) {
                into.set(page);
                any = true;
            }
        }
        return any;
    }

    /** Looks for the next pages that both have. */
    private boolean advance() {
        while (true) {
            Optional<PageRun> here = pages.from(at);
            Optional<PageRun> there =
                    here.flatMap(run -> anew.from(Math.max(at, run.range().start())));
            if (here.isEmpty() || there.isEmpty()) {
                return false;
            }
            long start = Math.max(at, Math.max(start(here), start(there)));
            long end = Math.min(here.get().range().end(), there.get().range().end());
            if (start < end && isPresent(here) && isPresent(there)) {
                offset = pages.offset(start);
                length = end - start;
                at = end;
                return true;
            }
            at = Math.max(end, Math.min(start, here.get().range().end()));
        }
    }

    private static long start(Optional<PageRun> run) {
        return run.orElseThrow().range().start();
    }

    private static boolean isPresent(Optional<PageRun> run) {
        return run.orElseThrow().state() == PageState.PRESENT;
    }

    @Override
    public void close() {
        try (pages) {
            anew.close();
        }
    }
}
