package io.sluice.proc;

import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import java.util.Optional;

/** A file of /proc, read whole. */
public final class ProcFile {
    private ProcFile() {}

    /**
     * What the file holds; empty when the task is gone.
     *
     * @throws KernelException when it cannot be read for another reason: {@link Errno#EACCES} or {@link Errno#EPERM}
     *     without the rights
     */
    public static Optional<byte[]> read(String path) {
        try (OpenFile file = OpenFile.read(path)) {
            return Optional.of(file.contents());
        } catch (KernelException e) {
            if (e.errno().isGone()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
