package io.sluice.dump;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;

/** A task's memory as it is without us: zeros where there is something of ours, for as long as calls are made there. */
final class WithoutTraces implements TaskMemory {
    private final TaskMemory memory;
    private final LentCalls calls;

    WithoutTraces(TaskMemory memory, LentCalls calls) {
        this.memory = memory;
        this.calls = calls;
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int before = buffer.position();
        ReadResult result = memory.read(ranges, buffer);
        calls.traces().forEach(trace -> {
            int at = before;
            for (PageRange range : ranges) {
                erase(trace, range, buffer, at);
                at += (int) range.bytes();
            }
        });
        return result;
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        int before = buffer.position();
        ReadResult result = memory.readForced(range, buffer);
        calls.traces().forEach(trace -> erase(trace, range, buffer, before));
        return result;
    }

    /** Erases it from the bytes of a range that were read to {@code at}, as far as they were. */
    private static void erase(PageRange trace, PageRange range, ByteBuffer buffer, int at) {
        long from = Math.max(trace.start(), range.start());
        long to = Math.min(trace.end(), Math.min(range.end(), range.start() + buffer.position() - at));
        for (long address = from; address < to; address++) {
            buffer.put(at + (int) (address - range.start()), (byte) 0);
        }
    }
}
