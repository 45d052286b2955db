package io.sluice.dump;

/** How the pages of a target are taken hold of in the stop of a dump after which it runs on. */
enum Holding {
    /** All of its memory is copied, by copy-on-write. */
    BY_COPY,
    /** The pages that are to be moved are few: they are read into memory. */
    BY_READING,
    /** Not at all: they are moved into the set. */
    NONE
}
