package io.sluice.sink.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.ImageSinkContract;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class ObjectStoreSinkContractTest implements ImageSinkContract {
    private static StoreServer server;
    private static int names;

    private final ObjectStoreSink sink = new ObjectStoreSink(StoreServer.settings(server.endpoint()));

    @BeforeAll
    static void start() throws Exception {
        server = StoreServer.inMemory();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void nobodyIsAtWork() {
        sink.close();
        assertThat(server.contents()).noneMatch(key -> key.endsWith("writer.sluice") || key.endsWith("(upload)"));
    }

    @Override
    public ImageSink sink() {
        return sink;
    }

    @Override
    public String newName() {
        return "sets/set-" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.READS, Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    /** A short image, a long one of which two parts are there, and one of which nothing is there. */
    @Override
    public boolean leaveRemains(String name) throws Exception {
        leave(sink, name, dead());
        return true;
    }

    /** A process that had our pid before. */
    static Holder dead() throws Exception {
        Holder self = Holder.self();
        return new Holder(self.id(), self.boot(), self.namespace(), self.pid(), self.started() - 1);
    }

    @SuppressWarnings("MustBeClosed") // a dead writer closes nothing
    static void leave(ObjectStoreSink sink, String name, Holder holder) throws Exception {
        SetWriter writer = sink.begin(name, Optional.empty(), "inventory.img", holder);
        try (ImageWriter image = writer.create("pagemap-1.img")) {
            image.write(ByteBuffer.allocate(1000));
        }
        ImageWriter pages = writer.create("pages-1.img");
        pages.write(ByteBuffer.allocate(11 << 20));
        writer.create("pages-2.img").write(ByteBuffer.allocate(1000));
    }
}
