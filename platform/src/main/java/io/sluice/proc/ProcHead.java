package io.sluice.proc;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.KernelFile;
import java.util.Arrays;
import java.util.Optional;

/** Reads the first bytes of a file. */
final class ProcHead {

    private ProcHead() {}

    static Optional<byte[]> read(String path, int bytes) {
        try (KernelFile file = KernelFile.open(path)) {
            byte[] head = new byte[bytes];
            return Optional.of(Arrays.copyOf(head, file.read(head, 0)));
        } catch (KernelException e) {
            if (e.errno().gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
