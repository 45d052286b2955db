package io.sluice.plugin;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A temporary folder that only this user sees, gone when closed. */
final class PrivateFolder implements AutoCloseable {
    private final Path path;

    PrivateFolder() throws IOException {
        // Mode 0700, by Files.createTempDirectory's contract on POSIX systems.
        path = Files.createTempDirectory("sluice-plugin-");
    }

    Path path() {
        return path;
    }

    /** Removes it with all that it holds. */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
