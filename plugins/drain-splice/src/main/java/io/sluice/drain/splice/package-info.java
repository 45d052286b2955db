/**
 * Draining by splicing: the target maps its pages into a pipe, and the kernel moves them from there into the image. What
 * cannot be moved so is read.
 */
package io.sluice.drain.splice;
