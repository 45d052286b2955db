package io.sluice.track.uffd;

import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.testkit.contract.DirtyTrackerContract;
import java.util.EnumSet;
import java.util.Set;

class UffdTrackerContractTest implements DirtyTrackerContract {
    @Override
    public DirtyTrackerFactory factory() {
        return new UffdTrackerFactory();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.EXACT);
    }
}
