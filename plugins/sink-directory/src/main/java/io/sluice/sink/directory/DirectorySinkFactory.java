package io.sluice.sink.directory;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Makes the sink {@code directory}. Its setting {@code durability} is {@code fsync} (the default) or {@code none}. */
public final class DirectorySinkFactory implements ImageSinkFactory {

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public String summary() {
        return "stores sets in folders, as CRIU does; commits by one rename";
    }

    @Override
    public Availability probe(Host host) {
        try {
            Path trial = Files.createTempDirectory("sluice-probe");
            try {
                return trial(trial);
            } finally {
                Files.deleteIfExists(trial);
            }
        } catch (IOException | UnsupportedOperationException failed) {
            return new Availability.Missing(
                    "no links or locks in the folder for temporary files: " + failed.getMessage(),
                    "give a writable folder of a Linux file system in java.io.tmpdir");
        }
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) {
        String durability = settings.choice("durability", "fsync", Durability.NAMES);
        return new DirectorySink(Durability.valueOf(durability.toUpperCase(Locale.ROOT)));
    }

    private static Availability trial(Path folder) throws IOException {
        Path link = folder.resolve(SetFolder.PARENT);
        try (Staging staging = Staging.acquire(folder, true).orElseThrow(() -> new IOException("no staging folder"))) {
            Files.createSymbolicLink(link, Path.of("."));
            staging.discard();
            return Availability.works();
        } finally {
            Files.deleteIfExists(link);
        }
    }
}
