package io.sluice.cli;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that is gone, with all that is in it, when it is closed. Links in it are removed, not followed.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) implements AutoCloseable {

    static TemporaryFolder create(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "cannot make a temporary folder: " + Reason.of(failed),
                    "name a folder that can be written by SLUICE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR",
                    failed);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE, "cannot remove " + path + ": " + Reason.of(failed), "remove it by hand", failed);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
            if (failed != null) {
                throw failed;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
