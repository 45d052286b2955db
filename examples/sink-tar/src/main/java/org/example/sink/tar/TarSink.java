package org.example.sink.tar;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A set's name is the path of its tar; {@code -} is standard output, and what lies in {@code /dev} is a stream too. */
final class TarSink implements ImageSink {
    private final Path spool;

    TarSink(Path spool) {
        this.spool = spool;
    }

    @Override
    public String resolve(String base, String reference) {
        return Path.of(base).resolve(reference).normalize().toString();
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        Output output = isStream(name) ? StreamOutput.open(name) : FileOutput.open(Path.of(name));
        try {
            return new TarSetWriter(output, spool, parent, seal);
        } catch (IOException failure) {
            output.close();
            throw failure;
        }
    }

    private static boolean isStream(String name) {
        return name.equals("-") || name.startsWith("/dev/");
    }

    @Override
    public boolean reads() {
        return false;
    }

    @Override
    public Optional<SetReader> open(String name) {
        throw new UnsupportedOperationException("a tar is not read back");
    }

    @Override
    public List<String> recover(String name) throws IOException {
        if (isStream(name) || Files.notExists(FileOutput.unfinished(Path.of(name)))) {
            return List.of();
        }
        return FileOutput.removeRemains(Path.of(name));
    }
}
