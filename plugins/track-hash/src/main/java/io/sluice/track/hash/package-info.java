/**
 * Tracking by content: a page whose keyed hash equals the one kept beside the parent set has the same bytes. It needs
 * nothing in the target and nothing of the kernel, and finds pages that were written with the bytes that they had.
 *
 * <p>What is kept: the hashes of the pages that a set stores, in address order; in every tenth set of a chain those of all
 * its pages. They are read and written as streams, so that memory does not grow with the target.
 */
package io.sluice.track.hash;
