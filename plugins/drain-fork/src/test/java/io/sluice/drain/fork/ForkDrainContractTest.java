package io.sluice.drain.fork;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.testkit.contract.DrainStrategyContract;

class ForkDrainContractTest implements DrainStrategyContract {
    @Override
    public DrainStrategyFactory factory() {
        return new ForkDrainFactory();
    }
}
