package io.sluice.drain.read;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes the drain {@code read}. It has no settings. */
public final class ReadDrainFactory implements DrainStrategyFactory {

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String summary() {
        return "copies pages out of the running task (process_vm_readv, /proc/PID/mem)";
    }

    @Override
    public Availability probe(Host host) {
        MemorySample sample = host.sample();
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) sample.range().bytes());
        ReadResult result = sample.memory().read(List.of(sample.range()), buffer);
        if (result.ending() == Ending.COMPLETE && sample.equalTo(buffer.flip())) {
            return Availability.works();
        }
        return new Availability.Missing(
                "process_vm_readv(2) does not read: " + result.ending(),
                "use a kernel with CONFIG_CROSS_MEMORY_ATTACH, or let the seccomp filter of this container allow it");
    }

    @Override
    public DrainStrategy create(Host host, Settings settings) {
        return new ReadDrain(host.pageSize());
    }
}
