package io.sluice.validate;

import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file as if it ended earlier: what it had before it grew.
 *
 * @param file the file
 * @param size where it ends, in bytes
 */
record FirstPart(ValidatedFile file, long size) implements ValidatedFile {

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public int mode() {
        return file.mode();
    }

    @Override
    public long modified() {
        return file.modified();
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return new FirstPartChannel(file.open(), size);
    }
}
