/**
 * Works on chains as a whole: {@link io.sluice.image.chain.Squash} makes one set of one, {@link io.sluice.image.chain.Prune}
 * shortens one at its old end, {@link io.sluice.image.chain.Rebase} moves one.
 *
 * <p>What is there is removed only when what replaces it is committed and was read back; a death in between leaves both, and
 * the same work done again finds that and finishes.
 */
package io.sluice.image.chain;
