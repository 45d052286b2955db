package io.sluice.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Says in one line what could not be done, and why: Hadoop's messages may have a trace of the server in them. */
final class Failure {
    private Failure() {}

    /** @param doing what could not be done to what, such as {@code "write hdfs://cluster/dumps/1/pages-1.img"} */
    static IOException of(String doing, IOException cause) {
        return new IOException("cannot " + doing + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessControlException) {
            return "permission denied";
        }
        if (cause instanceof FileNotFoundException) {
            return "there is no such file or folder";
        }
        if (cause instanceof UnsupportedFileSystemException) {
            return "Hadoop's client knows no such file system";
        }
        if (cause instanceof ConnectException) {
            return "there is no answer: connection refused";
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
