package io.sluice.proc;

import io.sluice.spi.memory.PageRange;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of a task (proc_pid_maps(5)).
 *
 * @param range its addresses
 * @param readable whether the task may read it
 * @param writable whether the task may write it
 * @param executable whether the task may execute it
 * @param shared whether writes go to the file, or to other tasks
 * @param offset where in the file it begins, in bytes
 * @param device the file's device as maps has it, {@code major:minor} in hexadecimal
 * @param inode the file's number; 0 without a file
 * @param path the file's path, or the kernel's name for it in brackets, or empty
 * @param flags its VmFlags (proc_pid_smaps(5)); none where they were not read
 */
public record Mapping(
        PageRange range,
        boolean readable,
        boolean writable,
        boolean executable,
        boolean shared,
        long offset,
        String device,
        long inode,
        String path,
        Set<String> flags) {
    public Mapping {
        flags = Set.copyOf(flags);
    }

    /** The same with flags. */
    Mapping with(Set<String> its) {
        return new Mapping(range, readable, writable, executable, shared, offset, device, inode, path, its);
    }

    /** What of it begins at an address or behind it; empty when nothing does. */
    Optional<Mapping> from(long address) {
        if (range.start() >= address) {
            return Optional.of(this);
        }
        if (range.end() <= address) {
            return Optional.empty();
        }
        long moved = inode == 0 ? 0 : address - range.start();
        PageRange rest = new PageRange(address, range.end());
        return Optional.of(
                new Mapping(rest, readable, writable, executable, shared, offset + moved, device, inode, path, flags));
    }

    /** Whether another mapping may be what became of this one, or of a part of it: but for its ends it is the same. */
    boolean isOfOneWith(Mapping other) {
        long moved = inode == 0 ? 0 : other.range.start() - range.start();
        return other.readable == readable
                && other.writable == writable
                && other.executable == executable
                && other.shared == shared
                && other.offset == offset + moved
                && other.device.equals(device)
                && other.inode == inode
                && other.path.equals(path);
    }

    /** A line for a message: its addresses and what it maps. */
    public String describe() {
        return path.isEmpty() ? range.toString() : range + " " + path;
    }
}
