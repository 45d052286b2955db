package io.sluice.spi.track;

import java.io.IOException;
import java.io.OutputStream;

/** Where a tracker puts what it keeps beside a set. */
@FunctionalInterface
public interface Keeping {

    /** Opens the stream; once at the most, and only to keep something. Closed by the tracker. */
    OutputStream keep() throws IOException;
}
