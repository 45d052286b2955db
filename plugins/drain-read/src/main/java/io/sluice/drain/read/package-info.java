/**
 * Draining by reading: bytes are copied out of the running task into a buffer, and stored from there. It needs nothing in
 * the target and stops it for nothing.
 */
package io.sluice.drain.read;
