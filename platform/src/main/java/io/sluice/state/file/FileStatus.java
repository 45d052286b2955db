package io.sluice.state.file;

import io.sluice.kernel.KernelException;
import io.sluice.proc.MappingKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What stat(2) tells of a file.
 *
 * @param mode its kind and permissions
 * @param device where it is
 * @param inode its number there
 * @param size its length in bytes
 * @param special which device it is itself
 * @param links how many names it has
 */
record FileStatus(int mode, long device, long inode, long size, long special, int links) {
    private static final int KIND = 0_170000;
    private static final int REGULAR = 0_100000;
    private static final int FOLDER = 0_040000;
    private static final int CHARACTER_DEVICE = 0_020000;
    private static final int FIFO = 0_010000;
    private static final int SOCKET = 0_140000;
    private static final int LINK = 0_120000;

    /** Of the file that a link of /proc leads to; empty when it is gone. */
    static Optional<FileStatus> of(String place) {
        try {
            Map<String, Object> all = Files.readAttributes(Path.of(place), "unix:mode,dev,ino,size,rdev,nlink");
            return Optional.of(new FileStatus(
                    (Integer) all.get("mode"),
                    (Long) all.get("dev"),
                    (Long) all.get("ino"),
                    (Long) all.get("size"),
                    (Long) all.get("rdev"),
                    (Integer) all.get("nlink")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether the file of that name is this one. */
    boolean isNamed(String name) {
        try {
            io.sluice.kernel.FileStatus other = io.sluice.kernel.FileStatus.ofItself(name);
            return other.device() == device && other.inode() == inode;
        } catch (KernelException missing) {
            return false;
        }
    }

    /** Whether it is memory of the kernel's own file system for that: a memfd, or what is shared without a name. */
    boolean isSharedMemory() {
        return MappingKinds.isSharedMemory(device);
    }

    boolean isRegular() {
        return (mode & KIND) == REGULAR;
    }

    boolean isFolder() {
        return (mode & KIND) == FOLDER;
    }

    boolean isDevice() {
        return (mode & KIND) == CHARACTER_DEVICE;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    boolean isFifo() {
        return (mode & KIND) == FIFO;
    }

    boolean isSocket() {
        return (mode & KIND) == SOCKET;
    }
}
