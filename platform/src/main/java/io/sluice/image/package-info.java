/**
 * CRIU's image sets, written and read. Start at {@link io.sluice.image.NewSet} to make one and at {@link
 * io.sluice.image.ImageSet} to read one.
 *
 * <p>A set is CRIU's files plus {@code manifest.json}. What is read of a set that has a manifest was checked against it
 * first; of CRIU's own sets all that the format allows is checked. Sets refer to the one that they add to: a chain.
 */
package io.sluice.image;
