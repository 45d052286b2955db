package io.sluice.file.verify;

import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Notices that a file changes while it is looked at. */
final class Lengths {
    private Lengths() {}

    /** @throws ChangedFileException when it has another length than it was lent with */
    static void requireUnchanged(ValidatedFile file, SeekableByteChannel channel) throws IOException {
        long length = channel.size();
        if (length != file.size()) {
            throw new ChangedFileException(
                    "it changed while it was read: it had " + file.size() + " bytes, and has " + length);
        }
    }
}
