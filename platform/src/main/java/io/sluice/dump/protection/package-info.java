/**
 * Write-protection of tasks, as {@link io.sluice.spi.track.WriteProtection} promises it: what the kernel notes, and which round
 * it belongs to.
 */
package io.sluice.dump.protection;
