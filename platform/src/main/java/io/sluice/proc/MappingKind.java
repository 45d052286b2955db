package io.sluice.proc;

/** What a mapping is to a dump. */
public enum MappingKind {
    /** Private memory without a file: heap, stack, and all that was mapped so, of huge pages too. */
    ANONYMOUS,
    /** A file, or shared memory, mapped privately: its pages are the file's until they are written. */
    PRIVATE_FILE,
    /** Shared memory without a name: shared anonymous, memfd, System V. */
    SHARED_MEMORY,
    /** A file mapped shared: its contents are in the file. */
    SHARED_FILE,
    /** The kernel's code for the task. */
    VDSO,
    /** The kernel's data beside it, which is no memory of the task. */
    KERNEL_DATA,
    /** A ring of asynchronous input and output; CRIU leaves them out of pre-dumps. */
    AIO_RING,
    /** Memory that the kernel may drop at any time. */
    DROPPABLE,
    /** Device memory, and what a driver maps: it cannot be read as memory. */
    DEVICE
}
