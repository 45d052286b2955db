package io.sluice.kernel;

import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.ReadResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** Reads pages of our own, as if they were another's. */
final class MemoryTrials {

    private MemoryTrials() {}

    static String descriptor() {
        try (PidDescriptor own =
                PidDescriptor.open((int) ProcessHandle.current().pid())) {
            return Trial.require(own.alive(), "our own process is seen to live", "our own process is taken for dead");
        }
    }

    static String vector() {
        MemorySample sample = OwnMemory.sample();
        return compare(sample, buffer -> sample.memory().read(List.of(sample.range()), buffer));
    }

    static String file() {
        MemorySample sample = OwnMemory.sample();
        return compare(sample, buffer -> sample.memory().readForced(sample.range(), buffer));
    }

    private static String compare(MemorySample sample, Function<ByteBuffer, ReadResult> read) {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) sample.range().bytes());
        ReadResult result = read.apply(buffer);
        return Trial.require(
                sample.equalTo(buffer.flip()),
                result.bytes() + " bytes read and compared",
                "reading our own memory ended " + result.ending() + " after " + result.bytes() + " bytes");
    }

    static String segment() {
        int own = (int) ProcessHandle.current().pid();
        OwnMemory.withSharedPage(page -> SegmentMemory.open(own, page).close());
        return "a shared page of our own was opened";
    }
}
