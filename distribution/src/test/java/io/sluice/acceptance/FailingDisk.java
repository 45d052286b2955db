package io.sluice.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import java.nio.file.Path;

/** A disk that takes what is written and cannot keep it: a file system in a file for which there is no room. What fails is the syncing. */
record FailingDisk(Mounted below, Mounted disk) implements AutoCloseable {
    static FailingDisk mounted(Path folder) {
        Mounted below = Mounted.memory(folder.resolve("below"), "size=40m");
        try {
            String file = below.folder().resolve("file").toString();
            boolean made = succeeds("truncate", "-s", "400m", file) && succeeds("mkfs.ext4", "-q", "-F", file);
            assumeTrue(made, "no file system can be made in a file here");
            return new FailingDisk(below, Mounted.of(folder.resolve("disk"), "-o", "loop", file));
        } catch (RuntimeException unable) {
            below.close();
            throw unable;
        }
    }

    private static boolean succeeds(String... words) {
        return Command.of(words).run().status() == 0;
    }

    Path folder() {
        return disk.folder();
    }

    @Override
    public void close() {
        disk.close();
        below.close();
    }
}
