package io.sluice.sink.hdfs;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Sinks, and what dead writers leave. */
public final class HdfsSets {
    private HdfsSets() {}

    /** A sink whose relative names are in a folder. */
    public static ImageSink sink(String folder) {
        return new HdfsSink(new Cluster(""), folder, Duration.ofSeconds(60));
    }

    /** A process that had our pid before. */
    static Holder dead() throws IOException {
        Holder self = Holder.self();
        return new Holder(self.id(), self.boot(), self.namespace(), self.pid(), self.started() - 1);
    }

    /** An image that is done, and one that is not. */
    @SuppressWarnings("MustBeClosed") // a dead writer closes nothing
    public static void leave(ImageSink sink, String name) throws IOException {
        SetWriter writer = ((HdfsSink) sink).begin(name, Optional.of("../before"), "inventory.img", dead());
        try (ImageWriter image = writer.create("pagemap-1.img")) {
            image.write(ByteBuffer.allocate(1000));
        }
        writer.create("pages-1.img").write(ByteBuffer.allocate(100_000));
    }
}
