/**
 * Finding out which pages changed. Start at {@link io.sluice.spi.track.DirtyTracker}.
 *
 * <p>A scan destroys what it reads, so every scan belongs to an epoch: the epoch of the new set is open from before the
 * first page is protected until the set is committed. Only then does it become the ground of the next scan.
 */
package io.sluice.spi.track;
