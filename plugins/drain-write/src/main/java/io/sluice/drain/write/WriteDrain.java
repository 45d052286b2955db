package io.sluice.drain.write;

import io.sluice.spi.Host;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.ReadOnward;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.InjectedCalls;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** The drain {@code write}. While one worker's chunk is written, those before it are read back by others. */
final class WriteDrain implements DrainStrategy {
    private final Host host;

    WriteDrain(Host host) {
        this.host = host;
    }

    @Override
    public TaskDrain open(DrainTarget target) {
        ReadingDrain reading = new ReadingDrain(target, host.pageSize());
        Optional<InjectedCalls> calls = target.calls();
        if (calls.isEmpty()) {
            host.logger().log(Level.INFO, "{0} is read: no calls can be made in it", target.name());
            return reading;
        }
        return new WriteTaskDrain(calls.get(), reading, new ReadOnward(host.logger(), target));
    }
}
