/**
 * Proving that a file is the one that the dump saw. Start at {@link io.sluice.spi.file.FileValidator}.
 *
 * <p>Which file, by which method, and what a mismatch does, is the core's to decide.
 */
package io.sluice.spi.file;
