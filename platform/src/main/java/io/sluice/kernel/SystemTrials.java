package io.sluice.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the system says of itself. */
final class SystemTrials {
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_CHECKPOINT_RESTORE = 40;
    private static final String EFFECTIVE = "CapEff:\t";

    private SystemTrials() {}

    static String release() {
        return line("/proc/sys/kernel/osrelease");
    }

    static String pipeSize() {
        return line("/proc/sys/fs/pipe-max-size") + " bytes";
    }

    /** capabilities(7): clone3 with set_tid asks for the one or the other. */
    static String checkpointRestore() {
        long held = effective();
        boolean own = (held >> CAP_CHECKPOINT_RESTORE & 1) != 0;
        boolean admin = (held >> CAP_SYS_ADMIN & 1) != 0;
        return Trial.require(own || admin, own ? "held" : "CAP_SYS_ADMIN stands in for it", "not held");
    }

    private static long effective() {
        for (String line : text("/proc/self/status").split("\n", -1)) {
            if (line.startsWith(EFFECTIVE)) {
                return Long.parseUnsignedLong(line.substring(EFFECTIVE.length()), 16);
            }
        }
        throw new Trial.Missing("/proc/self/status names no capabilities");
    }

    private static String line(String path) {
        return text(path).strip();
    }

    private static String text(String path) {
        // In one read: of some files of /proc/sys only the first gives anything.
        try (FileInputStream file = new FileInputStream(path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Trial.Missing(path + " cannot be read");
        }
    }
}
