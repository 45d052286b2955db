package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.DirtyTrackerContract;
import io.sluice.testkit.contract.DrainStrategyContract;
import io.sluice.testkit.contract.FileValidatorContract;
import io.sluice.testkit.contract.ImageSinkContract;
import io.sluice.testkit.contract.PlainHost;
import io.sluice.testkit.plugin.ShippedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts once more, of one plugin of each kind, through the archive that is shipped. */
class ShippedPluginsIT {

    private static ShippedPlugin plugin(String id) throws IOException, ReflectiveOperationException {
        try (Stream<Path> files = Files.list(Path.of("..", "plugins", id, "target"))) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            assertThat(archives).hasSize(1);
            return ShippedPlugin.open(archives.get(0));
        }
    }

    @Nested
    class DrainRead implements DrainStrategyContract {
        @AutoClose
        private final ShippedPlugin plugin = plugin("drain-read");

        DrainRead() throws Exception {}

        @Override
        public DrainStrategyFactory factory() {
            return plugin.drainStrategy("read");
        }
    }

    @Nested
    class TrackUffd implements DirtyTrackerContract {
        @AutoClose
        private final ShippedPlugin plugin = plugin("track-uffd");

        TrackUffd() throws Exception {}

        @Override
        public DirtyTrackerFactory factory() {
            return plugin.dirtyTracker("uffd");
        }

        @Override
        public Set<DirtyTrackerContract.Capability> capabilities() {
            return EnumSet.of(DirtyTrackerContract.Capability.EXACT);
        }
    }

    @Nested
    class FileVerify implements FileValidatorContract {
        @AutoClose
        private final ShippedPlugin plugin = plugin("file-verify");

        FileVerify() throws Exception {}

        @Override
        public FileValidator validator() throws Exception {
            return plugin.fileValidator("checksum").create(new PlainHost(), new DefaultSettings());
        }

        @Override
        public byte[] file() {
            byte[] bytes = new byte[100_000];
            new Random(3).nextBytes(bytes);
            return bytes;
        }

        @Override
        public Set<FileValidatorContract.Capability> capabilities() {
            return EnumSet.allOf(FileValidatorContract.Capability.class);
        }
    }

    @Nested
    class SinkDirectory implements ImageSinkContract {
        @AutoClose
        private final ShippedPlugin plugin = plugin("sink-directory");

        @TempDir
        private Path folder;

        private int names;

        SinkDirectory() throws Exception {}

        @Override
        public ImageSink sink() throws Exception {
            return plugin.imageSink("directory").create(new PlainHost(), new DefaultSettings(), Optional.empty());
        }

        @Override
        public String newName() {
            return folder.resolve("set-" + names++).toString();
        }

        @Override
        public Set<ImageSinkContract.Capability> capabilities() {
            return EnumSet.of(
                    ImageSinkContract.Capability.READS,
                    ImageSinkContract.Capability.DELETES,
                    ImageSinkContract.Capability.RELINKS,
                    ImageSinkContract.Capability.LISTS,
                    ImageSinkContract.Capability.PUNCHES);
        }
    }
}
