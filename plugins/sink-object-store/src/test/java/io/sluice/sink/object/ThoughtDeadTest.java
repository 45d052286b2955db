package io.sluice.sink.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writers that others take for dead, and that are not; and writers elsewhere, of which only the lease tells. */
final class ThoughtDeadTest {
    private static final String SEAL = "inventory.img";

    private StoreServer server;
    private ObjectStoreSink sink;

    @BeforeEach
    void start() throws Exception {
        server = StoreServer.inMemory();
        sink = new ObjectStoreSink(StoreServer.settings(server.endpoint()));
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
        server.close();
    }

    private SetWriter prepared(byte content, Holder holder) throws IOException {
        SetWriter writer = sink.begin("set", Optional.empty(), SEAL, holder);
        try (ImageWriter image = writer.create(SEAL)) {
            image.write(ByteBuffer.wrap(new byte[] {content}));
        }
        writer.prepare();
        return writer;
    }

    @Test
    void afterARecoveryItCannotCommit() throws Exception {
        try (SetWriter writer = prepared((byte) 1, ObjectStoreSinkContractTest.dead())) {
            assertThat(sink.recover("set")).isNotEmpty();
            assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        }
        assertThat(sink.open("set")).isEmpty();
        assertThat(server.contents()).isEmpty();
    }

    @Test
    void itDoesNoHarmToTheNextWriter() throws Exception {
        try (SetWriter first = prepared((byte) 1, ObjectStoreSinkContractTest.dead())) {
            try (SetWriter second = prepared((byte) 2, Holder.self())) {
                assertThatThrownBy(first::commit).isInstanceOf(IOException.class);
                second.commit();
            }
        }
        try (SetReader reader = sink.open("set").orElseThrow()) {
            ByteBuffer read = ByteBuffer.allocate(1);
            reader.read(SEAL, 0, read);
            assertThat(read.get(0)).isEqualTo((byte) 2);
        }
        assertThat(server.contents()).hasSize(2);
    }

    @Test
    void aWriterOnAnotherMachineLivesAsLongAsItsLease() throws Exception {
        Holder self = Holder.self();
        Holder elsewhere = new Holder(self.id(), "another-boot", self.namespace(), self.pid(), self.started());
        try (SetWriter writer = prepared((byte) 1, elsewhere)) {
            assertThatThrownBy(() -> sink.begin("set", Optional.empty(), SEAL)).isInstanceOf(SetInUseException.class);
            assertThat(sink.recover("set")).isEmpty();
            writer.commit();
        }
        assertThat(sink.open("set")).isPresent();
    }
}
