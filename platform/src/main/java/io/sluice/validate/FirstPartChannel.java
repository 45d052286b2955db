package io.sluice.validate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The contents of a file up to an offset. */
final class FirstPartChannel implements SeekableByteChannel {
    private final SeekableByteChannel all;
    private final long size;

    FirstPartChannel(SeekableByteChannel all, long size) {
        this.all = all;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long left = size - all.position();
        if (left <= 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + left));
        try {
            return all.read(into);
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return all.position();
    }

    @Override
    public SeekableByteChannel position(long where) throws IOException {
        all.position(where);
        return this;
    }

    /** Where it ends; earlier, where the file has become shorter than that. */
    @Override
    public long size() throws IOException {
        return Math.min(size, all.size());
    }

    @Override
    public SeekableByteChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return all.isOpen();
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}
