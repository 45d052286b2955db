package io.sluice.image.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.image.format.BlockChecksums;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Blocks are compared by two threads, each once. */
final class BlockCrewTest {
    @AutoClose
    private final BlockCrew crew = new BlockCrew();

    @Test
    void everyBlockIsComparedAndThoseThatDifferAreTold() throws IOException {
        for (int blocks = 0; blocks < 40; blocks++) {
            Set<Integer> compared = ConcurrentHashMap.newKeySet();
            BitSet different = crew.different(blocks, (block, buffer) -> {
                assertThat(buffer.capacity()).isEqualTo(BlockChecksums.BLOCK);
                return compared.add(block) && block % 3 > 0;
            });
            assertThat(compared).hasSize(blocks);
            assertThat(different.stream()).allMatch(block -> block % 3 == 0).hasSize((blocks + 2) / 3);
        }
    }

    /** Each waits for the other: alone, neither would come to an end. */
    @Test
    void bothThreadsWork() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        crew.different(2, (block, buffer) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return true;
        });
        assertThat(both.getCount()).isZero();
    }

    @Test
    void whatEitherThreadThrowsIsThrown() {
        Thread caller = Thread.currentThread();
        for (boolean own : new boolean[] {true, false}) {
            assertThatThrownBy(() -> crew.different(Integer.MAX_VALUE - 2, (block, buffer) -> {
                        if (own == (Thread.currentThread() == caller)) {
                            throw new IOException("meant");
                        }
                        Thread.onSpinWait();
                        return true;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("meant");
        }
    }
}
