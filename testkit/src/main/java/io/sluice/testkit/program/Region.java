package io.sluice.testkit.program;

/**
 * Memory that a keeper keeps.
 *
 * @param index its number
 * @param kind its kind
 * @param start its first byte
 * @param length in bytes
 */
public record Region(int index, RegionKind kind, long start, long length) {

    /** Whether it holds the byte at {@code address}. */
    public boolean contains(long address) {
        return start <= address && address < start + length;
    }
}
