package io.sluice.file.verify;

/**
 * Which bytes a checksum is made of.
 *
 * @param coverage how they are chosen
 * @param number the N of the coverage; 0 where it has none
 */
record Extent(Coverage coverage, long number) {
    /** The kernel reads at least a page where a byte is asked for. */
    static final int PAGE = 4096;

    /** Whether there can be such a one. */
    static boolean valid(Coverage coverage, long number) {
        return coverage == Coverage.WHOLE ? number == 0 : number > 0;
    }

    /** Up to where a file of that length is read. */
    long end(long length) {
        return coverage == Coverage.FIRST ? Math.min(number, length) : length;
    }

    /** The distance from one byte to the next. */
    long step() {
        return coverage == Coverage.EVERY ? number : 1;
    }

    /** How many bytes of a file of that length have to come from the disk, about. */
    long cost(long length) {
        long end = end(length);
        return step() <= PAGE ? end : (end / step() + 1) * PAGE;
    }
}
