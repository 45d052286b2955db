package io.sluice.proc;

import io.sluice.spi.memory.PageRange;

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
        String path) {

    /** A line for a message: its addresses and what it maps. */
    public String describe() {
        return path.isEmpty() ? range.toString() : range + " " + path;
    }
}
