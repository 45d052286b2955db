package io.sluice.image.chain;

import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.image.format.Damage;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import java.util.Optional;

/** Walks along one pagemap of one set, and with it along its pages file. */
final class SetPages implements AutoCloseable {
    private final ImageSet set;
    private final PagemapCursor cursor;
    private Optional<PageRun> run;
    /** Where in the pages file the run begins, if it is there. */
    private long offset;

    private SetPages(ImageSet set, PagemapCursor cursor) {
        this.set = set;
        this.cursor = cursor;
        this.run = cursor.next();
    }

    static SetPages open(ImageSet set, PagesKey key) {
        return new SetPages(
                set,
                set.pagemap(key)
                        .orElseThrow(() -> Damage.of(
                                key.image() + " in " + set.name(),
                                "it is missing, and a set that adds to it asks for it")));
    }

    ImageSet set() {
        return set;
    }

    String image() {
        return cursor.pagesImage();
    }

    /** The first run that ends behind {@code address}; addresses ascend from call to call. */
    Optional<PageRun> from(long address) {
        while (run.isPresent() && run.get().range().end() <= address) {
            if (run.get().state() == PageState.PRESENT) {
                offset += run.get().range().bytes();
            }
            run = cursor.next();
        }
        return run;
    }

    /** Where in the pages file the page is, which the run has that {@link #from} gave last. */
    long offset(long address) {
        return offset + address - run.orElseThrow().range().start();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
