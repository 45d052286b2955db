package io.sluice.proc;

import io.sluice.spi.memory.PageRange;

/**
 * One line of /proc/PID/maps (proc_pid_maps(5)).
 *
 * @param range its addresses
 * @param kind what it is, as far as the line tells: see {@link #with}
 * @param protection what the task may do there, and whether it is shared
 * @param offset where in the file it begins, in bytes
 * @param device the file's device: major number times 2^32 plus minor number
 * @param inode the file's inode number, 0 without a file
 * @param path the file's path or the kernel's name for it, perhaps with " (deleted)"; empty without either
 */
public record Mapping(
        PageRange range, MappingKind kind, Protection protection, long offset, long device, long inode, String path) {

    /** The number that names the shared segment behind it in images: its inode. Only of {@link MappingKind#SHARED_MEMORY}. */
    public long segment() {
        return inode;
    }

    /** The same, with the kind that the flags of /proc/PID/smaps tell and the line alone does not. */
    public Mapping with(MappingFlags flags) {
        MappingKind better = flags.refine(kind);
        return better == kind ? this : new Mapping(range, better, protection, offset, device, inode, path);
    }
}
