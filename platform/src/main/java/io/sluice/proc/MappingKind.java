package io.sluice.proc;

/** What a mapping is, as far as it matters for what becomes of its pages. */
public enum MappingKind {
    /** Private memory without a file: heap, stacks, bss. */
    ANONYMOUS,
    /** A private mapping of a file (a memfd too): only copied pages are the task's own. */
    PRIVATE_FILE,
    /** A shared segment without a lasting file: shared anonymous memory, memfd, System V. Its inode names the segment. */
    SHARED_MEMORY,
    /** A shared mapping of a file; its contents are the file's. */
    SHARED_FILE,
    /** The kernel's code for programs. */
    VDSO,
    /** The kernel's data for that code; no memory of the task. */
    VVAR,
    /** Pages of a huge page file system, with a file or without. */
    HUGETLB,
    /** The ring of io_setup(2), which the kernel writes. */
    AIO_RING,
    /** Memory that the kernel may drop at any time (MAP_DROPPABLE, mmap(2)). */
    DROPPABLE,
    /** A device's memory, or an object of the kernel's that only looks like a file: not to be read. */
    DEVICE
}
