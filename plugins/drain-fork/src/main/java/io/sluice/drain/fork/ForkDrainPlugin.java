package io.sluice.drain.fork;

import io.sluice.spi.SluiceExtension;
import io.sluice.spi.drain.DrainStrategyFactory;
import java.util.List;
import org.pf4j.Extension;

/** The plugin's entry. */
@Extension
public final class ForkDrainPlugin implements SluiceExtension {

    @Override
    public List<DrainStrategyFactory> drainStrategies() {
        return List.of(new ForkDrainFactory());
    }
}
