package org.example.sink.tar;

import java.io.IOException;
import java.io.OutputStream;

/** Where the bytes of one tar go. */
interface Output extends AutoCloseable {

    OutputStream stream();

    /** Brings what was written so far safely to where it lasts, as far as that goes. */
    void sync() throws IOException;

    /** All was written: the tar appears, where it can appear in one step. */
    void commit() throws IOException;

    /** Lets go; without a commit nothing is left, where anything can be taken back. */
    @Override
    void close() throws IOException;
}
