package io.sluice.state.file;

import io.sluice.kernel.FileStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * What a line of an epoll says of a file that it watches (proc_pid_fdinfo(5)).
 *
 * @param number that it had when it began to be watched
 * @param events that are waited for
 * @param data what the watcher is told
 * @param device of the file, as the kernel counts them
 * @param inode of the file; 0 where the kernel does not say
 * @param position where the file is read next
 */
record WatchedFile(int number, int events, long data, int device, long inode, long position) {
    private static final int HEXADECIMAL = 16;

    /** A line has the number, then names with a colon, each with a value. */
    static WatchedFile of(String line) {
        String[] words = line.replace(":", ": ").trim().split("\\s+", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        return new WatchedFile(
                Integer.parseInt(words[0]),
                Integer.parseUnsignedInt(values.get("events:"), HEXADECIMAL),
                Long.parseUnsignedLong(values.get("data:"), HEXADECIMAL),
                Integer.parseUnsignedInt(values.getOrDefault("sdev:", "0"), HEXADECIMAL),
                Long.parseUnsignedLong(values.getOrDefault("ino:", "0"), HEXADECIMAL),
                Long.parseUnsignedLong(values.getOrDefault("pos:", "0")));
    }

    /** Whether a descriptor of a task may stand for it: its file has that inode. */
    boolean isPerhaps(int pid, int descriptor) {
        return FileStatus.find("/proc/" + pid + "/fd/" + descriptor)
                .filter(status -> inode == 0 || status.inode() == inode)
                .isPresent();
    }
}
