package io.sluice.memory;

import java.io.IOException;

/** The parent set's pagemap of the same task or segment: a page can be left to the parent only if the parent lists it. */
@FunctionalInterface
public interface ParentPages {
    /** No parent, or no such pagemap in it. */
    ParentPages NONE = new ParentPages() {
        @Override
        public boolean holds(long page) {
            return false;
        }

        @Override
        public long until(long page) {
            return Long.MAX_VALUE;
        }
    };

    /** Whether the parent lists the page. Addresses ascend from call to call; one thread at a time. */
    boolean holds(long page) throws IOException;

    /** Up to where that is known to be so from this page on, of which {@link #holds} was asked last. */
    default long until(long page) {
        return page + Pages.SIZE;
    }
}
