package io.sluice.drain.splice;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.testkit.contract.DrainStrategyContract;

class SpliceDrainContractTest implements DrainStrategyContract {
    @Override
    public DrainStrategyFactory factory() {
        return new SpliceDrainFactory();
    }
}
