package io.sluice.file.verify;

import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file of the disk, lent as the core would. */
record FileOnDisk(Path file, long size, int mode, long modified) implements ValidatedFile {

    static FileOnDisk of(Path file) throws IOException {
        return new FileOnDisk(
                file,
                Files.size(file),
                (int) Files.getAttribute(file, "unix:mode"),
                Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
    }

    @Override
    public String path() {
        return file.toString();
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file);
    }
}
