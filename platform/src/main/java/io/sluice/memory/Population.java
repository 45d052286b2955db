package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/** Knows which pages of an area have contents of their own. Used by one thread at a time. */
@FunctionalInterface
public interface Population {

    /**
     * Finds populated pages, in bounded memory.
     *
     * @param area the area, for what counts as populated in it
     * @param from where in it to begin; the answer may end anywhere behind
     */
    Found find(Area area, long from) throws IOException;

    /**
     * A part of an answer.
     *
     * @param runs ascending ranges of populated pages
     * @param upTo all before this address was looked at; the end of the area when nothing is left
     */
    record Found(List<PageRange> runs, long upTo) {}
}
