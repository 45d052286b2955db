package io.sluice.file.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The numbers and bytes of an ELF file, read through one buffer. What lies outside of the file, or would take too many
 * readings, ends the search: offsets in a file are its maker's word alone. For one thread.
 */
final class ElfBytes {
    private static final int BUFFER = 4096;
    private static final int MOST_READINGS = 1024;

    private final SeekableByteChannel channel;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long start;
    private int readings;

    ElfBytes(SeekableByteChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    /** How long the file is. */
    long length() {
        return length;
    }

    /** From now on numbers are read so. */
    void order(ByteOrder order) {
        buffer.order(order);
    }

    int unsignedByte(long offset) throws IOException {
        return Byte.toUnsignedInt(buffer.get(at(offset, Byte.BYTES)));
    }

    int unsignedShort(long offset) throws IOException {
        return Short.toUnsignedInt(buffer.getShort(at(offset, Short.BYTES)));
    }

    long unsignedInt(long offset) throws IOException {
        return Integer.toUnsignedLong(buffer.getInt(at(offset, Integer.BYTES)));
    }

    /** A number of eight bytes; none of an ELF file may be above the largest {@code long}. */
    long number(long offset) throws IOException {
        long number = buffer.getLong(at(offset, Long.BYTES));
        if (number < 0) {
            throw new NoBuildIdException("it is a damaged ELF file: a number in its headers is too large");
        }
        return number;
    }

    /** So many bytes, at most as many as the buffer has. */
    byte[] bytes(long offset, int count) throws IOException {
        byte[] bytes = new byte[count];
        buffer.get(at(offset, count), bytes);
        return bytes;
    }

    /** Where in the buffer the bytes are, which are read if need be. */
    private int at(long offset, int count) throws IOException {
        if (offset < 0 || offset > length - count) {
            throw new NoBuildIdException("it is a damaged ELF file: its headers point outside of it");
        }
        if (offset < start || offset + count > start + buffer.limit()) {
            fill(offset, count);
        }
        return (int) (offset - start);
    }

    private void fill(long offset, int count) throws IOException {
        if (++readings > MOST_READINGS) {
            throw new NoBuildIdException("it is an ELF file with too many headers to look through");
        }
        start = offset;
        buffer.clear().limit((int) Math.min(buffer.capacity(), length - offset));
        channel.position(offset);
        while (buffer.position() < count) {
            if (channel.read(buffer) <= 0) {
                buffer.limit(0);
                throw new ChangedFileException("it changed while it was read: it ends earlier than it did");
            }
        }
        buffer.flip();
    }
}
