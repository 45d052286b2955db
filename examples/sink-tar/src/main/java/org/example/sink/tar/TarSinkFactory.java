package org.example.sink.tar;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the sink {@code tar}. Its setting {@code spool} is the folder where an image waits until its length is known. */
public final class TarSinkFactory implements ImageSinkFactory {
    private static final String SPOOL = System.getProperty("java.io.tmpdir");

    @Override
    public String name() {
        return "tar";
    }

    @Override
    public String summary() {
        return "stores a set as one tar, in a file or a stream";
    }

    @Override
    public Availability probe(Host host) {
        return Files.isWritable(Path.of(SPOOL))
                ? Availability.works()
                : new Availability.Missing(SPOOL + " cannot be written", "set spool to a folder that can be written");
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) {
        return new TarSink(Path.of(settings.text("spool", SPOOL)));
    }
}
