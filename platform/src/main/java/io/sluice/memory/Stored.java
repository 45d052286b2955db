package io.sluice.memory;

/** Which pages of an area are stored. */
public enum Stored {
    /** Those with contents of their own, but for what the parent holds. */
    CHANGED,
    /** Those with contents of their own, in every set: CRIU looks for such pages in no parent. */
    POPULATED,
    /** All, in every set: it is not seen from outside which have contents. */
    ALL
}
