package io.sluice.spi.sink;

import java.io.IOException;
import java.nio.file.Path;

/** Gives back the space of a part of a plain file, by fallocate(2) with FALLOC_FL_PUNCH_HOLE. From any thread. */
@FunctionalInterface
public interface HolePunch {

    /**
     * Makes a hole: it reads as zeros, and the file is as long as before.
     *
     * @param file never a symbolic link
     * @param offset of the hole, in bytes
     * @param length of the hole in bytes, 1 or more
     * @throws IOException where the file, or its file system, does not take that; in one line
     */
    void punch(Path file, long offset, long length) throws IOException;
}
