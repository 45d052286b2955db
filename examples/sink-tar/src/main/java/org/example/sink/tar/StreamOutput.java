package org.example.sink.tar;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A pipe, a device, or what the shell opened. What went in cannot be taken back: a tar without its seal is no set.
 *
 * @param stream where the bytes go
 * @param shared whether others write to it after us
 */
record StreamOutput(OutputStream stream, boolean shared) implements Output {
    private static final int BUFFER = 1 << 16;

    static StreamOutput open(String name) throws IOException {
        boolean shared = name.equals("-");
        OutputStream file = shared ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(name);
        return new StreamOutput(new BufferedOutputStream(file, BUFFER), shared);
    }

    @Override
    public void sync() throws IOException {
        stream.flush();
    }

    @Override
    public void commit() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        if (!shared) {
            stream.close();
        }
    }
}
