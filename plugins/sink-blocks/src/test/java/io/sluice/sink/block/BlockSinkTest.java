package io.sluice.sink.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.fault.FaultySink;
import io.sluice.testkit.fault.MemorySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockSinkTest {
    private static final String SEAL = "inventory.img";
    private static final int LENGTH = 100 * TurnedForm.BLOCK + 7;

    private final MemorySink memory = new MemorySink(Set.of());
    private final byte[] bytes = new byte[LENGTH];

    BlockSinkTest() {
        new Random(1).nextBytes(bytes);
    }

    private void write(BlockSink sink, String set) throws IOException {
        try (SetWriter writer = sink.begin(set, Optional.empty(), SEAL)) {
            try (ImageWriter image = writer.create(SEAL)) {
                image.write(ByteBuffer.wrap(bytes));
            }
            writer.prepare();
            writer.commit();
        }
    }

    @Test
    void blocksThatEndInAnyOrderAreStoredInTheirs() throws IOException {
        try (BlockSink sink = new BlockSink(memory, new TurnedForm(-1), 4)) {
            write(sink, "set");
            ByteBuffer again = ByteBuffer.allocate(LENGTH);
            try (SetReader reader = sink.open("set").orElseThrow()) {
                assertThat(reader.read(SEAL, 0, again)).isEqualTo(LENGTH);
            }
            assertThat(again.array()).isEqualTo(bytes);
        }
    }

    @Test
    void aBlockIsChangedBackOnce() throws IOException {
        TurnedForm form = new TurnedForm(-1);
        try (BlockSink sink = new BlockSink(memory, form, 1)) {
            write(sink, "set");
            try (SetReader reader = sink.open("set").orElseThrow()) {
                for (int i = 0; i < 10; i++) {
                    ByteBuffer some = ByteBuffer.allocate(10);
                    reader.read(SEAL, TurnedForm.BLOCK - 5, some);
                    assertThat(some.array()).startsWith(bytes[TurnedForm.BLOCK - 5], bytes[TurnedForm.BLOCK - 4]);
                }
            }
            assertThat(form.decoded).hasValue(2);
        }
    }

    @Test
    void noMoreThanSomeMebibytesAreKept() throws IOException {
        BlockCache cache = new BlockCache();
        ImageDecoding endless = new ImageDecoding() {
            @Override
            public long length() {
                return Long.MAX_VALUE;
            }

            @Override
            public int blockBytes() {
                return 1 << 20;
            }

            @Override
            public byte[] decode(long index) {
                return new byte[1 << 20];
            }
        };
        for (long index = 0; index < 20; index++) {
            cache.get(endless, index);
        }
        assertThat(cache.bytes()).isEqualTo(4 << 20);
    }

    @Test
    void aBlockThatCannotBeChangedEndsTheSet() throws IOException {
        try (BlockSink sink = new BlockSink(memory, new TurnedForm(50), 2)) {
            assertThatThrownBy(() -> write(sink, "set"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("turned");
            assertThat(sink.open("set")).isEmpty();
        }
    }

    @Test
    void whereverTheSinkBelowFailsThereIsNoSet() throws IOException {
        FaultySink counting = new FaultySink(memory, Long.MAX_VALUE);
        try (BlockSink sink = new BlockSink(counting, new TurnedForm(-1), 2)) {
            write(sink, "whole");
        }
        for (long fatal = 1; fatal <= counting.calls(); fatal++) {
            String set = "failed-" + fatal;
            try (BlockSink sink = new BlockSink(new FaultySink(memory, fatal), new TurnedForm(-1), 2)) {
                assertThatThrownBy(() -> write(sink, set))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("No space");
                assertThat(sink.open(set)).isEmpty();
            }
        }
    }
}
