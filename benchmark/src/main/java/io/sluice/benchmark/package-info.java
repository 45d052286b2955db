/**
 * Measures the built command, beside CRIU, gcore and dd, on targets that measure what is done to them.
 *
 * <p>{@code work} runs programs and cleans up after them, {@code target} is what is dumped, {@code subject} who dumps it,
 * {@code result} what was measured, {@code page} how it is shown; the campaign in this package leads through all of it.
 */
package io.sluice.benchmark;
