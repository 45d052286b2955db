package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.config.Configuration;
import io.sluice.config.Problems;
import io.sluice.config.ValueSettings;
import io.sluice.kernel.OwnMemory;
import io.sluice.spi.Availability;
import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/plugin-authors.md shows can be built, is loaded, and does what the page says. */
class PluginAuthorsPageTest {
    private static final Lending LENDING = new Lending(OwnMemory::sample, 4096);

    @TempDir
    Path folder;

    private Configuration configuration;

    @BeforeEach
    void buildAndInstall() throws IOException {
        assumeTrue(ToolProvider.getSystemJavaCompiler() != null, "this Java has no compiler");
        PluginAuthorsPage page = PluginAuthorsPage.read();
        Path archive = page.build(Files.createDirectory(folder.resolve("work")));
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path installed = Files.copy(archive, plugins.resolve(archive.getFileName()));
        Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rw-r--r--"));
        // The distribution's own plugins, which the page loads too, are not there.
        String yaml = page.blocks("yaml").get(0).replace("drain-read, track-hash, track-uffd, sink-directory, ", "");
        configuration = Configuration.load(Files.writeString(folder.resolve("config.yaml"), yaml), folder);
    }

    @Test
    void itIsListedAndWorks() {
        List<PluginReport> reports = Plugins.survey(configuration, LENDING);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).component()).contains(new PluginReport.Brings(Kind.DRAIN, "paced"));
        assertThat(reports.get(0).version()).isEqualTo("1.0.0");
        assertThat(reports.get(0).standing()).isEqualTo(new Standing.Probed(Availability.works()));
    }

    @Test
    void itMovesPagesAtTheRateOfItsSetting() throws Exception {
        try (PluginHost host = new PluginHost(configuration.plugins())) {
            Registry registry = new Registry();
            registry.add(host.load(
                    new PluginShelf(configuration.plugins().folder()).all().get(0)));
            Offer<DrainStrategyFactory> offer = registry.drains().find(configuration.drain());
            Problems problems = new Problems();
            ValueSettings settings =
                    new ValueSettings("drain", configuration.drain().settings(), problems);
            try (DrainStrategy drain = offer.factory().create(LENDING.to(offer.kind(), offer.name()), settings)) {
                settings.finish();
                assertThat(problems.all()).isEmpty();
                assertThat(nanosecondsForTwoMebibytes(drain)).isBetween(50_000_000L, 2_000_000_000L);
            }
        }
    }

    /** At 32 MiB a second two of them take a sixteenth of one. */
    private static long nanosecondsForTwoMebibytes(DrainStrategy drain) throws Exception {
        MemorySample sample = OwnMemory.sample();
        PageChunk chunk = new PageChunk(List.of(sample.range()), true);
        long start = System.nanoTime();
        try (TaskDrain task = drain.open(new Target(sample.memory()))) {
            // The first chunk goes at once.
            for (long moved = -sample.range().bytes(); moved < 2 << 20; moved += chunk.bytes()) {
                Stored stored = new Stored(ByteBuffer.allocateDirect(chunk.bytes()));
                assertThat(task.move(chunk, stored)).isTrue();
                assertThat(stored.ranges).isEqualTo(chunk.ranges());
                assertThat(sample.equalTo(stored.buffer().flip())).isTrue();
            }
        }
        return System.nanoTime() - start;
    }

    /** Sluice itself, as far as its memory goes. */
    private record Target(TaskMemory memory) implements DrainTarget {
        @Override
        public String name() {
            return "this test";
        }

        @Override
        public Optional<InjectedCalls> calls() {
            return Optional.empty();
        }
    }

    /** Remembers what it was given. */
    private static final class Stored implements PageDestination {
        private final ByteBuffer buffer;
        private List<PageRange> ranges;

        Stored(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public void store(List<PageRange> moved) {
            assertThat(ranges).as("stored once").isNull();
            ranges = List.copyOf(moved);
        }

        @Override
        public boolean takesDescriptor() {
            return false;
        }

        @Override
        public void store(DescriptorMove move) {
            throw new AssertionError("there is no descriptor");
        }
    }
}
