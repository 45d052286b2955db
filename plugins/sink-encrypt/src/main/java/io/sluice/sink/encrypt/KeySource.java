package io.sluice.sink.encrypt;

import java.io.IOException;

/** Where a key comes from. */
interface KeySource {
    /** The longest text of a key, with what stands around it. */
    int MOST_BYTES = 128;

    /** What messages call it. */
    String label();

    /** The key as it is kept: 64 hexadecimal digits, white space around them. */
    byte[] read() throws IOException;
}
