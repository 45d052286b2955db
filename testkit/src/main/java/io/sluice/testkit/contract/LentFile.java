package io.sluice.testkit.contract;

import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file in memory: a good one, one that cannot be read, that has changed since it was lent, or whose end never comes. */
final class LentFile implements ValidatedFile {
    private static final int REGULAR = 0100644;
    private final byte[] bytes;
    private final long size;
    private final Kind kind;

    private enum Kind {
        GOOD,
        UNREADABLE,
        CHANGED,
        ENDLESS
    }

    LentFile(byte[] bytes) {
        this(bytes, bytes.length, Kind.GOOD);
    }

    private LentFile(byte[] bytes, long size, Kind kind) {
        this.bytes = bytes.clone();
        this.size = size;
        this.kind = kind;
    }

    static LentFile unreadable(byte[] bytes) {
        return new LentFile(bytes, bytes.length, Kind.UNREADABLE);
    }

    /** It had another length when it was lent. */
    static LentFile changed(byte[] bytes, long size) {
        return new LentFile(bytes, size, Kind.CHANGED);
    }

    static LentFile endless(byte[] bytes) {
        return new LentFile(bytes, bytes.length, Kind.ENDLESS);
    }

    @Override
    public String path() {
        return "/lent/" + kind;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int mode() {
        return REGULAR;
    }

    @Override
    public long modified() {
        return 1;
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        if (kind == Kind.UNREADABLE) {
            throw new IOException("Input/output error");
        }
        return new Channel();
    }

    private final class Channel implements SeekableByteChannel {
        private long position;
        private boolean open = true;

        @Override
        public int read(ByteBuffer into) {
            if (kind == Kind.ENDLESS) {
                int all = into.remaining();
                into.position(into.limit());
                position += all;
                return all;
            }
            if (position >= bytes.length) {
                return -1;
            }
            int length = Math.min(into.remaining(), bytes.length - (int) position);
            into.put(bytes, (int) position, length);
            position += length;
            return length;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            throw new IOException("lent for reading");
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long where) {
            position = where;
            return this;
        }

        @Override
        public long size() {
            return kind == Kind.ENDLESS ? Long.MAX_VALUE : bytes.length;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            throw new IOException("lent for reading");
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
