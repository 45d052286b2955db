package io.sluice.memory;

/** Where the pages of a run are. */
public enum PageState {
    /** In the set's own pages file. */
    PRESENT,
    /** In the parent's images. */
    PARENT,
    /** In no image: a page server has them (CRIU's lazy pages). Read, never written here. */
    LAZY
}
