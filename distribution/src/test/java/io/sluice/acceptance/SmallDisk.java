package io.sluice.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import java.nio.file.Path;

/** A file system in memory that is soon full, or that nobody can write to. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mounted(Path folder, String options) {
        folder.toFile().mkdirs();
        int status = Command.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
                .run()
                .status();
        assumeTrue(status == 0, "nothing can be mounted here");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        Command.of("umount", "--lazy", folder.toString()).run().succeeded();
    }
}
