package io.sluice.spi.file;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file to validate, lent by the core, which finds it also when it was deleted. Usable from one thread at a time.
 *
 * <p>Size, mode and times are of the moment when it was lent, so that a validator can see that it changed since.
 */
public interface ValidatedFile {

    /** Its path as the task knew it, for messages; not to be opened. */
    String path();

    /** Its length in bytes. */
    long size();

    /** Its type and permission bits, as {@code st_mode} of stat(2). */
    int mode();

    /** When its contents last changed, in nanoseconds since the epoch. */
    long modified();

    /** Opens its contents for reading; closed by the caller. Only regular files are ever opened. */
    SeekableByteChannel open() throws IOException;
}
