/**
 * What /proc says of processes, as records. Readers parse bytes, not text, since some run while a target stands still.
 *
 * <p>Wherever a process is asked for, the number of any of its threads does as well; where the first thread has exited
 * only that of a living one does. What is gone is an empty answer; what is refused a {@link
 * io.sluice.kernel.KernelException}.
 */
package io.sluice.proc;
