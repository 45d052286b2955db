package io.sluice.testkit.contract;

import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.sink.HolePunch;
import io.sluice.testkit.program.Command;

/** A host for components that look at no memory, such as sinks and validators. */
public record PlainHost() implements Host {
    @Override
    public System.Logger logger() {
        return System.getLogger("testkit");
    }

    @Override
    public MemorySample sample() {
        throw new AssertionError("this component has no business with memory");
    }

    /** By fallocate(1), which makes the same call as the core does. */
    @Override
    public HolePunch holes() {
        return (file, offset, length) -> Command.of(
                        "fallocate", "--punch-hole", "-o", "" + offset, "-l", "" + length, file.toString())
                .run()
                .succeeded();
    }

    @Override
    public int pageSize() {
        return 4096;
    }
}
