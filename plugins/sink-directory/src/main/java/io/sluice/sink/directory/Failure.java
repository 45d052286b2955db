package io.sluice.sink.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in one line what could not be done, and why: the JDK's own messages are often only a path. */
final class Failure {
    private Failure() {}

    /** @param doing what could not be done to what, such as {@code "write pages-1.img in /images"} */
    static IOException of(String doing, IOException cause) {
        return new IOException("cannot " + doing + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (cause instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof DirectoryNotEmptyException) {
            return "something is in the way";
        }
        if (cause instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return cause.getMessage();
    }
}
