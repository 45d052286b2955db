package io.sluice.testkit.contract;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageRange;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * A host whose sample is memory of a keeper.
 *
 * @param sample a few pages that the keeper has reported
 */
public record KeeperHost(MemorySample sample) implements Host {
    private static final int PAGES = 4;

    /** With the first pages of the keeper's first region as the sample. */
    public static KeeperHost of(Keeper keeper, ProcessMemory memory) throws IOException {
        Region region = keeper.regions().get(0);
        byte[] said = Files.readAllBytes(keeper.reported(keeper.report(), region));
        int length = PAGES * 4096;
        return new KeeperHost(new MemorySample(
                memory,
                new PageRange(region.start(), region.start() + length),
                ByteBuffer.wrap(Arrays.copyOf(said, length)).asReadOnlyBuffer()));
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("testkit");
    }

    @Override
    public int pageSize() {
        return 4096;
    }

    @Override
    public Availability writeProtection() {
        return Availability.works();
    }
}
