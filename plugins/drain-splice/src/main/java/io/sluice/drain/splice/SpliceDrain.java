package io.sluice.drain.splice;

import io.sluice.spi.Host;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.ReadOnward;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.InjectedCalls;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The drain {@code splice}. Each worker fills a pipe of its own while another one's is emptied into the image, and a third
 * one's chunk is read back; so there are as many workers as pipes.
 */
final class SpliceDrain implements DrainStrategy {
    private final Host host;
    private final int pipes;

    SpliceDrain(Host host, int pipes) {
        this.host = host;
        this.pipes = pipes;
    }

    @Override
    public int parallelism() {
        return pipes;
    }

    @Override
    public TaskDrain open(DrainTarget target) {
        ReadingDrain reading = new ReadingDrain(target, host.pageSize());
        Optional<InjectedCalls> calls = target.calls();
        if (calls.isEmpty()) {
            host.logger().log(Level.INFO, "{0} is read: no calls can be made in it", target.name());
            return reading;
        }
        ReadOnward refusal = new ReadOnward(host.logger(), target);
        return new SpliceTaskDrain(calls.get(), new PipePool(calls.get(), pipes), reading, refusal);
    }
}
