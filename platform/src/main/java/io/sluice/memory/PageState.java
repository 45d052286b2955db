package io.sluice.memory;

/** How a pagemap lists pages. */
public enum PageState {
    /** Their bytes are in this set. */
    PRESENT,
    /** Their bytes are in the parent set, or its parents. */
    PARENT
}
