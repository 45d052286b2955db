package io.sluice.validate;

import io.sluice.kernel.FileStatus;
import io.sluice.kernel.PinnedFile;
import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;

/**
 * A pinned file as it is lent to validators.
 *
 * @param path what it is called
 * @param pinned the file
 * @param facts of the moment when it was lent
 */
record HeldFile(String path, PinnedFile pinned, FileStatus facts) implements ValidatedFile {

    /** As it is now. */
    static HeldFile now(String path, PinnedFile pinned) {
        return new HeldFile(path, pinned, pinned.status());
    }

    @Override
    public long size() {
        return facts.size();
    }

    @Override
    public int mode() {
        return facts.mode();
    }

    @Override
    public long modified() {
        return facts.modified();
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        if (!facts.isRegular()) {
            throw new IOException("it is " + facts.kind());
        }
        return FileChannel.open(pinned.path(), StandardOpenOption.READ);
    }

    /** Whether it is still as it was when it was lent. */
    boolean isUnchanged() {
        return pinned.status().equals(facts);
    }
}
