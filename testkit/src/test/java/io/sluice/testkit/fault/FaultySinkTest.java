package io.sluice.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultySinkTest {
    private final MemorySink below = new MemorySink(Set.of());

    @Test
    void everyCallFailsInItsTurnAndLeavesNothing() throws IOException {
        FaultySink whole = new FaultySink(below, Long.MAX_VALUE);
        write(whole, "whole");
        for (long fatal = 1; fatal <= whole.calls(); fatal++) {
            FaultySink faulty = new FaultySink(below, fatal);
            assertThatThrownBy(() -> write(faulty, "broken")).hasMessageContaining("No space left on device");
            assertThat(below.open("broken")).isEmpty();
        }
        assertThat(whole.calls()).isEqualTo(6);
    }

    private static void write(FaultySink sink, String name) throws IOException {
        try (SetWriter writer = sink.begin(name, Optional.empty(), "seal")) {
            try (ImageWriter image = writer.create("seal")) {
                image.write(ByteBuffer.allocate(1));
            }
            writer.prepare();
            writer.commit();
        }
    }
}
