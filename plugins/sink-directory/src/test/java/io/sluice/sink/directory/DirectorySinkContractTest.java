package io.sluice.sink.directory;

import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.ImageSinkContract;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class DirectorySinkContractTest implements ImageSinkContract {
    @TempDir
    private Path folder;

    private int names;

    @Override
    public ImageSink sink() throws Exception {
        return new DirectorySinkFactory().create(new NoMemory(), new DefaultSettings(), Optional.empty());
    }

    @Override
    public String newName() {
        return folder.resolve("set-" + names++).toString();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    /** A sink asks a host for nothing but its logger. */
    private record NoMemory() implements Host {
        @Override
        public System.Logger logger() {
            return System.getLogger("sink");
        }

        @Override
        public MemorySample sample() {
            throw new AssertionError("a sink reads no memory");
        }

        @Override
        public int pageSize() {
            return 4096;
        }
    }
}
