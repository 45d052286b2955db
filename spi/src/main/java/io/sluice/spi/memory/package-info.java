/**
 * Handles on memory and descriptors that the core lends, so that plugins need no native calls.
 *
 * <p>Addresses and lengths are in bytes. Errors that belong to the life of a target (a page or a task that went away)
 * are values, never exceptions.
 */
package io.sluice.spi.memory;
