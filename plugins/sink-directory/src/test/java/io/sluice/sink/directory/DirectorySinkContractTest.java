package io.sluice.sink.directory;

import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.ImageSinkContract;
import io.sluice.testkit.contract.PlainHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkContractTest implements ImageSinkContract {
    @TempDir
    private Path folder;

    private int names;

    @Override
    public ImageSink sink() throws Exception {
        return new DirectorySinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.empty());
    }

    @Override
    public String newName() {
        return folder.resolve("set-" + names++).toString();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.READS, Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    /** What a writer leaves that dies while it writes its first image; {@link DeadWriterTest} kills real ones. */
    @Override
    public boolean leaveRemains(String name) throws IOException {
        Path images = Files.createDirectories(Path.of(name, ".sluice-staging", "images"));
        Files.write(images.resolve("pages-1.img"), new byte[4096]);
        return true;
    }
}
