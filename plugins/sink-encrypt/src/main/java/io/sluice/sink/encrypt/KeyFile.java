package io.sluice.sink.encrypt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A key in a file that only its owner may read.
 *
 * @param path the file
 */
record KeyFile(Path path) implements KeySource {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @Override
    public String label() {
        return "the key " + path;
    }

    @Override
    public byte[] read() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(path)) {
                if (OTHERS.contains(permission)) {
                    throw new IOException("others than its owner can read or write it: chmod 600 " + path);
                }
            }
            return file.readNBytes(MOST_BYTES + 1);
        }
    }
}
