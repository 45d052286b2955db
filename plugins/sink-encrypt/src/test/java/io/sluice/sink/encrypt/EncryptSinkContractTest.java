package io.sluice.sink.encrypt;

import io.sluice.sink.block.BlockSink;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.contract.ImageSinkContract;
import io.sluice.testkit.fault.MemorySink;
import java.util.EnumSet;
import java.util.Set;

class EncryptSinkContractTest implements ImageSinkContract {
    private final MemorySink below = new MemorySink(Set.of());
    private final BlockSink sink = new BlockSink(below, new EncryptForm(Keys.of(1), Aes.ofLibrary()), 2);
    private int names;

    @Override
    public ImageSink sink() {
        return sink;
    }

    @Override
    public String newName() {
        return "sets/" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.READS, Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    @Override
    public boolean leaveRemains(String name) {
        below.leaveRemains(name);
        return true;
    }
}
