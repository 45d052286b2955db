package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.program.Target;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shared segment, read as a file. */
class SegmentMemoryTest {
    private static final long PAGE = 4096;

    @Test
    void itsDataIsFoundAndReadAndTheRestIsHoles() {
        try (Target target = Target.start("pages");
                SegmentMemory segment = open(target)) {
            assertThat(segment.bytes()).isEqualTo(16 * PAGE);
            assertThat(segment.file().nextData(0)).isEqualTo(3 * PAGE);
            assertThat(segment.file().nextHole(3 * PAGE)).isEqualTo(4 * PAGE);
            assertThat(segment.file().nextData(4 * PAGE)).isEqualTo(-1);
            ByteBuffer buffer = ByteBuffer.allocateDirect(2 * (int) PAGE);
            ReadResult result =
                    segment.read(List.of(new PageRange(0, PAGE), new PageRange(3 * PAGE, 4 * PAGE)), buffer);
            assertThat(result).isEqualTo(new ReadResult(2 * (int) PAGE, Ending.COMPLETE));
            assertThat(buffer.get(0)).isZero();
            assertThat(buffer.get((int) PAGE)).isEqualTo((byte) 'S');
            assertThat(segment.file().nextData(0)).as("reading makes no pages").isEqualTo(3 * PAGE);
        }
    }

    @Test
    void itOutlivesItsProcessAndEndsWhereItEnds() {
        try (Target target = Target.start("pages");
                SegmentMemory segment = open(target)) {
            target.signal("KILL");
            Target.await("its end", () -> Target.state(target.pid()) == '?');
            ByteBuffer buffer = ByteBuffer.allocateDirect(4 * (int) PAGE);
            assertThat(segment.readForced(new PageRange(3 * PAGE, 4 * PAGE), buffer)
                            .ending())
                    .isEqualTo(Ending.COMPLETE);
            assertThat(segment.readForced(new PageRange(15 * PAGE, 17 * PAGE), buffer))
                    .isEqualTo(new ReadResult((int) PAGE, Ending.UNREADABLE));
        }
    }

    private static SegmentMemory open(Target target) {
        long start = target.address(5);
        return SegmentMemory.open(target.pid(), new PageRange(start, start + 16 * PAGE));
    }
}
