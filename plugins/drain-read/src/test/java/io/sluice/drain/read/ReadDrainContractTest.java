package io.sluice.drain.read;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.testkit.contract.DrainStrategyContract;

class ReadDrainContractTest implements DrainStrategyContract {
    @Override
    public DrainStrategyFactory factory() {
        return new ReadDrainFactory();
    }
}
