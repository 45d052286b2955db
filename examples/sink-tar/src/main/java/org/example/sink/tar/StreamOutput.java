package org.example.sink.tar;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A pipe, a device, or what the shell opened. What went in cannot be taken back: a tar without its seal is no set. */
record StreamOutput(OutputStream stream) implements Output {

    static StreamOutput open(String name) throws IOException {
        OutputStream file = name.equals("-") ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(name);
        return new StreamOutput(new BufferedOutputStream(file, 1 << 16));
    }

    @Override
    public void sync() throws IOException {
        stream.flush();
    }

    @Override
    public void commit() throws IOException {
        stream.flush();
    }

    /** Leaves it open for those who use it after us. */
    @Override
    public void close() {}
}
