package io.sluice.testkit.contract;

import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;

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

    @Override
    public int pageSize() {
        return 4096;
    }
}
