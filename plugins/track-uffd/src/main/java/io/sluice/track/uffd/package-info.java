/**
 * Tracking by write-protection: the kernel notes the first write to every page of a task's private memory, by a userfaultfd in
 * asynchronous mode. The cost is in proportion to what is written, not to what there is.
 *
 * <p>Nothing is kept beside the sets. What is known belongs to the protection, and to one chain: the last round that it saw.
 */
package io.sluice.track.uffd;
