package io.sluice.image.punch;

/**
 * Where the next entry of a log is put.
 *
 * @param seen how many bytes the log has
 * @param whole how many of them are whole entries; what is behind was never finished
 * @param digest the digest of the last entry; of an empty log that of the set's manifest
 */
record LogEnd(long seen, long whole, String digest) {}
