package io.sluice.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of the test's own, in a folder that is made for it. */
record Mounted(Path folder) implements AutoCloseable {
    /** One in memory that is soon full, or that nobody can write to. */
    static Mounted memory(Path folder, String options) {
        return of(folder, "-t", "tmpfs", "-o", options, "tmpfs");
    }

    /** As mount(8) is told by these words; where it cannot the test is skipped. */
    static Mounted of(Path folder, String... words) {
        folder.toFile().mkdirs();
        List<String> all = new ArrayList<>(List.of("mount"));
        all.addAll(List.of(words));
        all.add(folder.toString());
        assumeTrue(Command.of(all).run().status() == 0, "nothing can be mounted here");
        return new Mounted(folder);
    }

    @Override
    public void close() {
        Command.of("umount", "--lazy", folder.toString()).run().succeeded();
    }
}
