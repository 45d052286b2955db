package io.sluice.state.file;

import io.sluice.kernel.Errno;
import io.sluice.kernel.FileName;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.state.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that are given to files which lost the one they were opened by, and have another that nobody knows: beside the lost one,
 * for a restore, which takes them away. They are taken back when the dump comes to nothing.
 */
final class LinkRemaps {
    private static final String NAME = "link_remap.";
    private final Map<List<Long>, Path> known = new HashMap<>();
    private final List<Path> given = new ArrayList<>();

    /**
     * The name of a file that was given one.
     *
     * @param lost the name that it had
     * @param task what messages call the task
     * @param what what messages call the file
     */
    Path name(String place, String lost, FileStatus status, String task, String what) {
        return known.computeIfAbsent(
                List.of(status.device(), status.inode()),
                any -> give(place, Path.of(lost).getParent(), task, what));
    }

    private Path give(String place, Path folder, String task, String what) {
        for (int number = 1; ; number++) {
            Path name = folder.resolve(NAME + number);
            try {
                FileName.give(place, name);
                given.add(name);
                return name;
            } catch (KernelException e) {
                if (!e.errno().equals(Errno.EEXIST)) {
                    throw Refusal.of(
                            task,
                            what + " was deleted, and " + name + " cannot be made for it (" + e.errno() + ")",
                            "pre-dumps of the tree work");
                }
            }
        }
    }

    /** Takes all of them back. */
    void undo() {
        given.forEach(LinkRemaps::remove);
        given.clear();
    }

    private static void remove(Path name) {
        try {
            Files.deleteIfExists(name);
        } catch (IOException e) {
            // It is one name more of a file that is there anyway.
            return;
        }
    }
}
