package io.sluice.sink.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Room for one block, plain and as it is stored; used again and again. For one thread at a time. */
final class Block {
    private final byte[] plain;
    private final byte[] stored;
    private int length;
    private int storedLength;

    Block(BlockForm form) {
        plain = new byte[form.blockBytes()];
        stored = new byte[form.mostStoredBytes()];
    }

    boolean isFull() {
        return length == plain.length;
    }

    /** Takes as much as it has room for. */
    void fill(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), plain.length - length);
        bytes.get(plain, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    Block encode(ImageEncoding encoding, long index, boolean last) throws IOException {
        storedLength = encoding.encode(index, last, plain, length, stored);
        return this;
    }

    ByteBuffer stored() {
        return ByteBuffer.wrap(stored, 0, storedLength);
    }

    Block emptied() {
        length = 0;
        return this;
    }
}
