package io.sluice.track.hash;

import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.testkit.contract.DirtyTrackerContract;
import java.util.EnumSet;
import java.util.Set;

class HashTrackerContractTest implements DirtyTrackerContract {
    @Override
    public DirtyTrackerFactory factory() {
        return new HashTrackerFactory();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
