package io.sluice.plugin;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The directory at the end of a zip, as it stands in the file (APPNOTE.TXT of the format, 4.3.12 and 4.3.16): the JDK does
 * not tell which entries are links.
 *
 * @param entries in the order of the directory
 */
record ZipDirectory(List<Entry> entries) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int MOST_COMMENT = 0xffff;
    private static final int MOST_BYTES = 16 << 20;

    /** The bits of a mode that tell the type, and three types (inode(7)). */
    private static final int TYPE = 0170000;

    private static final int FOLDER = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;

    /**
     * One entry.
     *
     * @param name its path in the archive
     * @param mode type and permissions, where a Unix system wrote the archive; else 0
     */
    record Entry(String name, int mode) {
        boolean isLink() {
            return (mode & TYPE) == LINK;
        }

        /** Neither a file nor a folder nor a link. */
        boolean isSpecial() {
            int type = mode & TYPE;
            return type != 0 && type != FOLDER && type != REGULAR && type != LINK;
        }
    }

    ZipDirectory {
        entries = List.copyOf(entries);
    }

    static ZipDirectory read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long start = Math.max(0, channel.size() - END_BYTES - MOST_COMMENT);
            ByteBuffer tail = bytes(channel, start, (int) (channel.size() - start));
            int end = end(tail);
            int count = Short.toUnsignedInt(tail.getShort(end + 10));
            long length = Integer.toUnsignedLong(tail.getInt(end + 12));
            long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
            if (length > MOST_BYTES || offset + length > channel.size()) {
                throw new ZipException("its directory is too long");
            }
            return new ZipDirectory(entries(bytes(channel, offset, (int) length), count));
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return bytes.flip();
    }

    private static int end(ByteBuffer tail) throws ZipException {
        for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
            boolean fits = tail.getInt(at) == END
                    && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit();
            if (fits) {
                return at;
            }
        }
        throw new ZipException("it is no zip");
    }

    private static List<Entry> entries(ByteBuffer directory, int count) throws ZipException {
        List<Entry> entries = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            if (directory.remaining() < HEADER_BYTES || directory.getInt(directory.position()) != HEADER) {
                throw new ZipException("its directory is damaged");
            }
            entries.add(entry(directory));
        }
        if (directory.hasRemaining()) {
            throw new ZipException("its directory has more entries than it says");
        }
        return entries;
    }

    private static Entry entry(ByteBuffer directory) throws ZipException {
        int at = directory.position();
        int name = Short.toUnsignedInt(directory.getShort(at + 28));
        int extra = Short.toUnsignedInt(directory.getShort(at + 30));
        int comment = Short.toUnsignedInt(directory.getShort(at + 32));
        int mode = directory.getInt(at + 38) >>> 16;
        if (directory.remaining() < HEADER_BYTES + name + extra + comment) {
            throw new ZipException("its directory is damaged");
        }
        byte[] bytes = new byte[name];
        directory.get(at + HEADER_BYTES, bytes);
        directory.position(at + HEADER_BYTES + name + extra + comment);
        return new Entry(new String(bytes, StandardCharsets.UTF_8), mode);
    }
}
