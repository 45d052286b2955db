package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.proc.ProcFile;
import io.sluice.program.Target;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading the memory of processes that live, change and end. */
class ProcessMemoryTest {
    private static final long PAGE = 4096;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 << 20);

    @Test
    void theSampleReadsAsItWasFilledBothWays() {
        MemorySample sample = OwnMemory.sample();
        assertThat(sample.memory().read(List.of(sample.range()), buffer).ending())
                .isEqualTo(Ending.COMPLETE);
        assertThat(sample.equalTo(buffer.flip())).isTrue();
        buffer.clear();
        assertThat(sample.memory().readForced(sample.range(), buffer).ending()).isEqualTo(Ending.COMPLETE);
        assertThat(sample.equalTo(buffer.flip())).isTrue();
    }

    @Test
    void moreRangesThanOneCallTakesComeInOrder() {
        MemorySample sample = OwnMemory.sample();
        List<PageRange> ranges = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            long start = sample.range().start() + (i % 4) * PAGE;
            ranges.add(new PageRange(start, start + PAGE));
        }
        ReadResult result = sample.memory().read(ranges, buffer);
        assertThat(result).isEqualTo(new ReadResult(2500 * (int) PAGE, Ending.COMPLETE));
        for (int i = 0; i < 2500; i++) {
            ByteBuffer expected = sample.contents().duplicate().slice((i % 4) * (int) PAGE, (int) PAGE);
            assertThat(buffer.slice(i * (int) PAGE, (int) PAGE)).isEqualTo(expected);
        }
    }

    @Test
    void readingEndsBeforeThePageThatCannotBeRead() {
        try (Target target = Target.start("pages");
                ProcessMemory memory = ProcessMemory.open(target.pid())) {
            long readable = target.address(0);
            long forbidden = target.address(1);
            List<PageRange> ranges =
                    List.of(new PageRange(readable, readable + PAGE), new PageRange(forbidden, forbidden + PAGE));
            assertThat(memory.read(ranges, buffer)).isEqualTo(new ReadResult((int) PAGE, Ending.UNREADABLE));
            assertThat(buffer.position()).isEqualTo((int) PAGE);
            assertThat(buffer.get(0)).isEqualTo((byte) 'a');
        }
    }

    @Test
    void whatItsMappingForbidsIsReadByForceAndAGuardIsNot() {
        try (Target target = Target.start("pages");
                ProcessMemory memory = ProcessMemory.open(target.pid())) {
            long forbidden = target.address(1);
            PageRange all = new PageRange(forbidden, forbidden + 4 * PAGE);
            assertThat(memory.readForced(all, buffer)).isEqualTo(new ReadResult(4 * (int) PAGE, Ending.COMPLETE));
            assertThat(buffer.get(0)).isEqualTo((byte) 'F');
            buffer.clear();
            PageRange unmapped = new PageRange(PAGE, 2 * PAGE);
            assertThat(memory.readForced(unmapped, buffer)).isEqualTo(new ReadResult(0, Ending.UNREADABLE));
            assertThat(memory.read(List.of(unmapped), buffer)).isEqualTo(new ReadResult(0, Ending.UNREADABLE));
        }
    }

    @Test
    void ofADeadProcessNothingIsRead() {
        try (Target target = Target.start("pages")) {
            PageRange page = new PageRange(target.address(0), target.address(0) + PAGE);
            try (ProcessMemory memory = ProcessMemory.open(target.pid())) {
                target.signal("KILL");
                Target.await("its end", () -> !memory.alive());
                assertThat(memory.read(List.of(page), buffer)).isEqualTo(new ReadResult(0, Ending.GONE));
                assertThat(memory.readForced(page, buffer)).isEqualTo(new ReadResult(0, Ending.GONE));
                assertThat(buffer.position()).isZero();
            }
        }
    }

    @Test
    void theMemoryOfTheNextProgramIsNeverRead() {
        try (Target target = Target.start("exec");
                ProcessMemory memory = ProcessMemory.open(target.pid())) {
            byte[] before = auxiliary(target);
            target.signal("USR1");
            Target.await("another program", () -> !Arrays.equals(before, auxiliary(target)) && stack(target) != null);
            PageRange top = stack(target);
            try (ProcessMemory next = ProcessMemory.open(target.pid())) {
                assertThat(next.read(List.of(top), buffer).ending()).isEqualTo(Ending.COMPLETE);
            }
            buffer.clear();
            assertThat(memory.read(List.of(top), buffer)).isEqualTo(new ReadResult(0, Ending.GONE));
            assertThat(memory.readForced(top, buffer)).isEqualTo(new ReadResult(0, Ending.GONE));
        }
    }

    /** The last page of the stack, which is always there. */
    private static PageRange stack(Target target) {
        return io.sluice.proc.MapsParser.parse(
                        ProcFile.read("/proc/" + target.pid() + "/maps").orElse(new byte[0]))
                .stream()
                .filter(mapping -> mapping.path().equals("[stack]"))
                .map(mapping -> new PageRange(
                        mapping.range().end() - PAGE, mapping.range().end()))
                .findFirst()
                .orElse(null);
    }

    private static byte[] auxiliary(Target target) {
        return ProcFile.read("/proc/" + target.pid() + "/auxv").orElse(new byte[0]);
    }

    @Test
    void aProcessWhoseFirstThreadHasExitedIsReadThroughAnother() {
        try (Target target = Target.start("leader-exits")) {
            Target.await("the exit of its first thread", () -> Target.state(target.pid()) == 'Z');
            assertThat(target.wrong()).isZero(); // reads through a living thread
            target.awaitBeats();
        }
    }

    @Test
    void thereIsNoSuchProcess() {
        assertThatThrownBy(() -> ProcessMemory.open(Integer.MAX_VALUE))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("pidfd_open");
    }

    @Test
    void aBufferThatIsTooSmallIsAMistake() {
        MemorySample sample = OwnMemory.sample();
        ByteBuffer small = ByteBuffer.allocateDirect(100);
        assertThatThrownBy(() -> sample.memory().read(List.of(sample.range()), small))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
