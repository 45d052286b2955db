package io.sluice.spi.memory;

/**
 * An open image that the kernel can move bytes into without Sluice seeing them. Lent by the core; never closed by a
 * plugin.
 */
public interface Descriptor {

    /** Its number in Sluice's own descriptor table. */
    int number();
}
