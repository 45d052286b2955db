package io.sluice.state.file;

import io.sluice.kernel.FileStatus;
import java.util.HashSet;
import java.util.Set;

/**
 * Which anonymous shared memory somebody of a tree has open, by way of /proc/PID/map_files: that is a file of memory to CRIU, and
 * for all of the tree, so it is to be known before the first task is taken.
 */
public final class OpenedMemory {
    static final String NAME = "/dev/zero (deleted)";
    private final Set<Long> inodes = new HashSet<>();

    /** Looks at a descriptor. */
    void look(FileStatus status, String name) {
        if (name.equals(NAME)) {
            inodes.add(status.inode());
        }
    }

    boolean contains(long inode) {
        return inodes.contains(inode);
    }
}
