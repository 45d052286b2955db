package io.sluice.proc;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.KernelFile;
import java.util.Arrays;
import java.util.Optional;

/** Reads a file of /proc as a whole; their sizes are not known before. */
final class ProcFile {
    private static final int FIRST = 4096;

    private ProcFile() {}

    /** Its bytes; empty when the process is gone. */
    static Optional<ByteText> read(String path) {
        try (KernelFile file = KernelFile.open(path)) {
            return Optional.of(read(file));
        } catch (KernelException e) {
            if (e.errno().gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ByteText read(KernelFile file) {
        byte[] bytes = new byte[FIRST];
        int length = 0;
        while (true) {
            int more = file.read(bytes, length);
            if (more == 0) {
                return new ByteText(bytes, length);
            }
            length += more;
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
        }
    }
}
