/**
 * Stopping a process tree, and letting it go. All ptrace calls of a stop are made by one thread, which ends with it: then
 * the kernel lets go of whatever is still held, as it does when Sluice is killed.
 */
package io.sluice.trace;
