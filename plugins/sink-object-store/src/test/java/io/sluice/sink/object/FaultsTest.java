package io.sluice.sink.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a store does, a set is committed whole or absent, and after a recovery nothing else is left. */
final class FaultsTest {
    private static final int FAULTS = Boolean.getBoolean("sluice.long") ? 104 : 8;
    private static final List<FaultyStore.Fault> FAULTS_OF_A_STORE =
            List.copyOf(EnumSet.complementOf(EnumSet.of(FaultyStore.Fault.NONE)));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SEAL = "inventory.img";
    private static final String PARENT = "../before";

    private final long seed = Long.getLong("sluice.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, byte[]> images = Map.of(
            "pages-1.img",
            bytes((5 << 20) + 1000),
            "pagemap-1.img",
            bytes(5000),
            "empty.img",
            bytes(0),
            SEAL,
            bytes(70));
    private final Map<FaultyStore.Fault, Integer> failed = new EnumMap<>(FaultyStore.Fault.class);
    private StoreServer server;
    private FaultyStore faulty;

    @BeforeEach
    void start() throws Exception {
        server = StoreServer.inMemory();
        faulty = FaultyStore.before(server.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        faulty.close();
        server.close();
    }

    private ObjectStoreSink sink(Duration timeout) {
        StoreSettings usual = StoreServer.settings(faulty.endpoint());
        return new ObjectStoreSink(new StoreSettings(
                usual.endpoint(),
                usual.bucket(),
                usual.prefix(),
                "",
                "",
                true,
                usual.part(),
                2,
                3,
                timeout,
                usual.lease()));
    }

    private byte[] bytes(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }

    @Test
    void aSetIsWholeOrAbsentWhateverTheStoreDoes() throws Exception {
        long usual = requestsOfASet();
        int sets = 0;
        for (int number = 0; number < FAULTS; number++) {
            FaultyStore.Fault fault = FAULTS_OF_A_STORE.get(number % FAULTS_OF_A_STORE.size());
            long first = 1 + random.nextLong(usual);
            long last = first + lasting(number);
            String when = fault + " of requests " + first + " to " + last + ", seed " + seed;
            sets += oneFault("faulty-" + number, fault, first, last, when) ? 1 : 0;
        }
        System.getLogger("faults")
                .log(
                        System.Logger.Level.INFO,
                        () -> FAULTS + " faults, seed " + seed + ": writes that failed: " + failed);
        assertThat(sets).as("sets that came to be").isBetween(1, FAULTS - 1);
    }

    @Test
    void anImageThatWasNotWrittenWholeIsNotCommitted() throws Exception {
        try (ObjectStoreSink sink = sink(PATIENCE);
                SetWriter writer = sink.begin("torn", Optional.empty(), SEAL)) {
            faulty.plan(request -> FaultyStore.Fault.ERROR);
            try (ImageWriter image = writer.create("pages-1.img")) {
                assertThatThrownBy(() -> image.write(ByteBuffer.allocate(6 << 20)))
                        .isInstanceOf(IOException.class);
            }
            faulty.plan(request -> FaultyStore.Fault.NONE);
            assertThatThrownBy(writer::prepare).hasMessageContaining("not written whole");
        }
        assertThat(left("torn")).isEmpty();
    }

    /** One that a retry gets over, one that it does not, and a store that is gone for good. */
    private static long lasting(int number) {
        return switch (number % 3) {
            case 0 -> 0;
            case 1 -> 4;
            default -> Long.MAX_VALUE / 2;
        };
    }

    private long requestsOfASet() throws Exception {
        faulty.plan(request -> FaultyStore.Fault.NONE);
        try (ObjectStoreSink sink = sink(PATIENCE)) {
            write(sink, "usual");
        }
        return faulty.requests();
    }

    private boolean oneFault(String name, FaultyStore.Fault fault, long first, long last, String when)
            throws Exception {
        faulty.plan(request -> request >= first && request <= last ? fault : FaultyStore.Fault.NONE);
        boolean told = true;
        try (ObjectStoreSink sink = sink(fault == FaultyStore.Fault.SILENT ? Duration.ofMillis(1500) : PATIENCE)) {
            write(sink, name);
        } catch (IOException refused) {
            told = false;
            failed.merge(fault, 1, Integer::sum);
            assertThat(refused.getMessage()).as(when).doesNotContain("\n").startsWith("cannot ");
        }
        faulty.plan(request -> FaultyStore.Fault.NONE);
        try (ObjectStoreSink sink = sink(PATIENCE)) {
            boolean there = isWhole(sink, name, when);
            assertThat(there || !told).as(when + ": a set that was reported").isTrue();
            sink.recover(name);
            assertThat(isWhole(sink, name, when)).isEqualTo(there);
            assertThat(left(name)).as(when).hasSize(there ? images.size() + 1 : 0);
            if (!there) {
                write(sink, name);
                assertThat(isWhole(sink, name, when)).isTrue();
            }
            sink.delete(name, List.copyOf(images.keySet()));
            assertThat(left(name)).as(when).isEmpty();
            return there;
        }
    }

    /** By a process that is dead for all others: so nobody has to wait for its lease to end. */
    private void write(ObjectStoreSink sink, String name) throws Exception {
        try (SetWriter writer = sink.begin(name, Optional.of(PARENT), SEAL, ObjectStoreSinkContractTest.dead())) {
            for (Map.Entry<String, byte[]> image : images.entrySet()) {
                try (ImageWriter made = writer.create(image.getKey())) {
                    made.write(ByteBuffer.wrap(image.getValue()));
                }
            }
            writer.prepare();
            writer.commit();
        }
    }

    private boolean isWhole(ObjectStoreSink sink, String name, String when) throws IOException {
        try (SetReader reader = sink.open(name).orElse(null)) {
            if (reader == null) {
                return false;
            }
            assertThat(reader.parent()).as(when).contains(PARENT);
            assertThat(reader.images()).as(when).containsExactlyInAnyOrderElementsOf(images.keySet());
            for (Map.Entry<String, byte[]> image : images.entrySet()) {
                ByteBuffer read = ByteBuffer.allocate(image.getValue().length + 1);
                reader.read(image.getKey(), 0, read);
                assertThat(read.flip()).as(when).isEqualTo(ByteBuffer.wrap(image.getValue()));
            }
            return true;
        }
    }

    private List<String> left(String name) {
        return server.contents().stream()
                .filter(key -> key.contains("/" + name + "/"))
                .toList();
    }
}
