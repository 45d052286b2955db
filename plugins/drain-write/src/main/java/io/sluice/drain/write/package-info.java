/**
 * Draining by writing: the target writes its pages into the image itself, so that they are copied once, by the kernel.
 * What cannot be written so is read.
 */
package io.sluice.drain.write;
