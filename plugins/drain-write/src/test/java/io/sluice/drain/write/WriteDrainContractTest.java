package io.sluice.drain.write;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.testkit.contract.DrainStrategyContract;

class WriteDrainContractTest implements DrainStrategyContract {
    @Override
    public DrainStrategyFactory factory() {
        return new WriteDrainFactory();
    }
}
