/** Chains are squashed, pruned and moved without loss, whatever happens meanwhile. */
package io.sluice.image.chain;
