package io.sluice.image.punch;

import java.util.BitSet;
import java.util.Optional;

/**
 * A block of which pages were given away.
 *
 * @param pages which; never changed
 * @param checksum the CRC32C of the block with zeros in their place
 * @param digest the SHA-256 of it, of a signed set
 */
record BlockWithout(BitSet pages, int checksum, Optional<String> digest) {}
