package io.sluice.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What stat(2) says of a file at one moment.
 *
 * @param device its file system
 * @param inode its number there
 * @param mode its type and permission bits
 * @param size its length in bytes
 * @param modified when its contents last changed, in nanoseconds since the epoch
 * @param changed when anything of it last changed, likewise
 */
record FileFacts(long device, long inode, int mode, long size, long modified, long changed) {
    private static final int TYPE = 0170000;

    static FileFacts of(Path path) throws IOException {
        Map<String, Object> told = Files.readAttributes(path, "unix:dev,ino,mode,size,lastModifiedTime,ctime");
        return new FileFacts(
                (long) told.get("dev"),
                (long) told.get("ino"),
                (int) told.get("mode"),
                (long) told.get("size"),
                nanoseconds(told.get("lastModifiedTime")),
                nanoseconds(told.get("ctime")));
    }

    private static long nanoseconds(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    boolean isRegular() {
        return (mode & TYPE) == 0100000;
    }

    /** What it is, in words, where it is no regular file. */
    String kind() {
        return switch (mode & TYPE) {
            case 0040000 -> "a folder";
            case 0010000 -> "a pipe";
            case 0140000 -> "a socket";
            case 0020000 -> "a character device";
            case 0060000 -> "a block device";
            default -> "no regular file";
        };
    }
}
