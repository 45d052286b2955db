package io.sluice.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that takes what is written and cannot keep it: a file system in a file for which there is no room. What fails is the syncing. */
final class FailingDisk implements AutoCloseable {
    private final SmallDisk below;
    private final Path folder;

    private FailingDisk(SmallDisk below, Path folder) {
        this.below = below;
        this.folder = folder;
    }

    static FailingDisk mounted(Path folder) throws IOException {
        SmallDisk below = SmallDisk.mounted(folder.resolve("below"), "size=40m");
        FailingDisk disk = new FailingDisk(below, Files.createDirectory(folder.resolve("disk")));
        String file = below.folder().resolve("file").toString();
        boolean made = succeeds("truncate", "-s", "400m", file)
                && succeeds("mkfs.ext4", "-q", "-F", file)
                && succeeds("mount", "-o", "loop", file, disk.folder.toString());
        if (!made) {
            below.close();
        }
        assumeTrue(made, "no file system can be made in a file here");
        return disk;
    }

    private static boolean succeeds(String... words) {
        return Command.of(words).run().status() == 0;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        Command.of("umount", "--lazy", folder.toString()).run().succeeded();
        below.close();
    }
}
