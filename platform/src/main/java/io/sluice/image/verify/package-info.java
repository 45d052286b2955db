/**
 * Checks sets and their chains as far as that can be done without restoring them. Start at {@link
 * io.sluice.image.verify.Verifier}.
 */
package io.sluice.image.verify;
