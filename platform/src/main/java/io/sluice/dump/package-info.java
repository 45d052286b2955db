/**
 * The use case pre-dump: {@link io.sluice.dump.PreDump} reads as its list of steps.
 */
package io.sluice.dump;
