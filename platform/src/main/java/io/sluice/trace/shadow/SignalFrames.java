package io.sluice.trace.shadow;

import io.sluice.kernel.ForcedMemory;
import io.sluice.proc.MapsParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** The frames of signal handlers on the stack that a stopped thread is on (sigreturn(2)): they say where it goes back to. */
final class SignalFrames {
    private static final int PORTION = 1 << 16;
    private static final long MOST = 1 << 24;
    private final ForcedMemory memory;
    private final long start;
    private final long end;

    private SignalFrames(ForcedMemory memory, long start, long end) {
        this.memory = memory;
        this.start = start;
        this.end = end;
    }

    /** Those from its stack pointer on, as far as its stack goes. */
    static SignalFrames of(int thread, ForcedMemory memory, long stackPointer) {
        long start = stackPointer & -Long.BYTES;
        long end = MapsParser.ofTask(thread).stream()
                .filter(mapping -> mapping.range().contains(start))
                .mapToLong(mapping -> Math.min(mapping.range().end(), start + MOST))
                .findFirst()
                .orElse(start);
        return new SignalFrames(memory, start, end);
    }

    /** Whether one may go back there. A word that is only left over may say so too, until the thread overwrites it. */
    boolean leadInto(StubPlace stub) {
        for (long at = start; at < end; at += PORTION) {
            int bytes = (int) Math.min(PORTION, end - at);
            LongBuffer words = ByteBuffer.wrap(memory.read(at, bytes))
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
            while (words.hasRemaining()) {
                if (stub.holds(words.get())) {
                    return true;
                }
            }
        }
        return false;
    }
}
