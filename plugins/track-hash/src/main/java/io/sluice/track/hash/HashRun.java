package io.sluice.track.hash;

/** The form of what is kept: a header, then runs of neighbouring pages, then an end mark. Numbers are big-endian. */
final class HashRun {
    /** "SLUICEH" and the version of the form. */
    static final long MAGIC = 0x534c554943454801L;

    /** The most pages of a run; bounds what a reader holds. */
    static final int MOST_PAGES = 256;

    /** What stands in place of the first page of a run behind the last one. */
    static final long END = -1;

    private HashRun() {}
}
