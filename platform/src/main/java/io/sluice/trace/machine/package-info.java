/**
 * The processor, as tracing sees it: registers, and the machine code that runs inside targets. {@link
 * io.sluice.trace.machine.Machine} is all that the rest of the house knows of it.
 */
package io.sluice.trace.machine;
