/**
 * Pre-copy: rounds of pre-dumps of a tree that runs, one chain, until a final dump would stop it only shortly. {@link
 * io.sluice.watch.Watch} is the loop; {@link io.sluice.watch.RoundModel} is the calculation, and explains it.
 */
package io.sluice.watch;
