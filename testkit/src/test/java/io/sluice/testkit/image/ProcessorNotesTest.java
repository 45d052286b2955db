package io.sluice.testkit.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProcessorNotesTest {
    private static final int AT = 0xfe0;

    @Test
    void aThreadMayHaveGoneToAnotherProcessor() {
        assertThat(differ(page -> page.putInt(AT, 1).putInt(AT + 4, 1).putInt(AT + 24, 1)))
                .isTrue();
    }

    @Test
    void everythingElseIsADifference() {
        assertThat(differ(page -> page.put(AT - 1, (byte) 1))).isFalse();
        assertThat(differ(page -> page.putInt(AT, 1))).isFalse();
        assertThat(differ(page -> page.putInt(AT, 1).putInt(AT + 4, 2))).isFalse();
        assertThat(differ(page -> page.putInt(AT, -1).putInt(AT + 4, -1))).isFalse();
        assertThat(differ(page -> page.putInt(AT, 1).putInt(AT + 4, 1).putInt(AT + 16, 1)))
                .isFalse();
        assertThat(differ(page -> page.putInt(AT, 1).putInt(AT + 4, 1).putInt(AT + 28, 1)))
                .isFalse();
    }

    private static boolean differ(Consumer<ByteBuffer> change) {
        ByteBuffer one = ByteBuffer.allocate(Pagemap.PAGE).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer other = ByteBuffer.allocate(Pagemap.PAGE).order(ByteOrder.LITTLE_ENDIAN);
        change.accept(other);
        return ProcessorNotes.areAllThatDiffers(one, other);
    }
}
