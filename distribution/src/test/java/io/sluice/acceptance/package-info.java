/**
 * Whether Sluice, as a person unpacks it, does what it claims: the real command, real processes, a real CRIU. Short forms
 * by default; with {@code -Dsluice.long=true} the counts that the claims state. {@code -Dsluice.seed=N} repeats a run.
 */
package io.sluice.acceptance;
