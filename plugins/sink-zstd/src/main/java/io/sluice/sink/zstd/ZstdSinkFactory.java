package io.sluice.sink.zstd;

import com.github.luben.zstd.Zstd;
import io.sluice.sink.block.BlockSink;
import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes the sink {@code zstd}. Its settings: {@code level}, from 1 to 19 (3), and {@code threads}, which compress, from 1 to 64
 * (one for each core).
 */
public final class ZstdSinkFactory implements ImageSinkFactory {
    private static final int USUAL_LEVEL = 3;
    private static final int MOST_LEVEL = 19;

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public String summary() {
        return "compresses images, for the sink below it";
    }

    @Override
    public boolean stacks() {
        return true;
    }

    /** The library unpacks its native part into the temporary folder, and loads it there. */
    @Override
    public Availability probe(Host host) {
        byte[] some = new byte[host.pageSize()];
        try {
            byte[] again = Zstd.decompress(Zstd.compress(some), some.length);
            return Arrays.equals(some, again)
                    ? Availability.works()
                    : new Availability.Missing("zstd does not give back what it got", "use another sink");
        } catch (LinkageError unloadable) {
            return new Availability.Missing(
                    "zstd's native library cannot be loaded: " + unloadable.getMessage(),
                    "let java.io.tmpdir, or ZstdTempFolder, name a folder that is not mounted noexec");
        }
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) {
        int level = (int) settings.number("level", USUAL_LEVEL, 1, MOST_LEVEL);
        int threads = (int) settings.number("threads", BlockSink.usualThreads(), 1, BlockSink.MOST_THREADS);
        return new BlockSink(below.orElseThrow(), new ZstdForm(level), threads);
    }
}
