package io.sluice.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.ImageSinkContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
        return new HdfsSink(new Cluster(""), "file://" + folder, Duration.ofSeconds(60));
    }

    @Override
    public String newName() {
        return "sets/set-" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    @Override
    public boolean leaveRemains(String name) throws Exception {
        leave((HdfsSink) sink(), name);
        return true;
    }

    @SuppressWarnings("MustBeClosed") // a dead writer closes nothing
    static void leave(HdfsSink sink, String name) throws Exception {
        Holder self = Holder.self();
        Holder dead = new Holder(self.id(), self.boot(), self.namespace(), self.pid(), self.started() - 1);
        SetWriter writer = sink.begin(name, Optional.of("../before"), "inventory.img", dead);
        try (ImageWriter image = writer.create("pagemap-1.img")) {
            image.write(ByteBuffer.allocate(1000));
        }
        writer.create("pages-1.img").write(ByteBuffer.allocate(100_000));
    }
}
