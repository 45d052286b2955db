package io.sluice.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.ImageSinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By Hadoop's client of local folders. */
class HdfsSinkContractTest implements ImageSinkContract {
    @TempDir
    private Path folder;

    private int names;

    @AfterEach
    void nobodyIsAtWork() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> left = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
            assertThat(left).isEmpty();
        }
    }

    @Override
    public ImageSink sink() {
        return HdfsSets.sink("file://" + folder);
    }

    @Override
    public String newName() {
        return "sets/set-" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.READS, Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    @Override
    public boolean leaveRemains(String name) throws Exception {
        HdfsSets.leave(sink(), name);
        return true;
    }

    @Test
    void nobodyElseMayReadASet() throws Exception {
        String name = newName();
        try (SetWriter writer = sink().begin(name, Optional.empty(), "inventory.img")) {
            writer.create("inventory.img").close();
            writer.prepare();
            writer.commit();
        }
        Path set = folder.resolve(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set.resolve("inventory.img"))))
                .isEqualTo("rw-------");
    }
}
