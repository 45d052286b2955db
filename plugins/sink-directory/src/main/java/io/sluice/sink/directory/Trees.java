package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Removes a folder that holds only files. */
final class Trees {
    private Trees() {}

    /** Removes the folder and the files in it; no link is followed. One that is not there is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
