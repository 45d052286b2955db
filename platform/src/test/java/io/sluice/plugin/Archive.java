package io.sluice.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip that is written byte by byte, for the JDK's writer knows no links and no entries of one name. */
final class Archive {
    private static final int MOST_BYTES = 1 << 20;

    private record Member(String path, int mode, ByteBuffer all) {
        ByteBuffer name() {
            return StandardCharsets.UTF_8.encode(path);
        }

        ByteBuffer contents() {
            return all.duplicate();
        }
    }

    private final List<Member> members = new ArrayList<>();

    /** With all that another archive has. */
    static Archive of(Path other) throws IOException {
        Archive archive = new Archive();
        try (ZipFile zip = new ZipFile(other.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                archive.with(entry.getName(), 0100644, zip.getInputStream(entry).readAllBytes());
            }
        }
        return archive;
    }

    /** With one more entry; the mode is that of stat(2). */
    Archive with(String name, int mode, byte[] bytes) {
        members.add(new Member(name, mode, ByteBuffer.wrap(bytes)));
        return this;
    }

    Archive with(String name, String text) {
        return with(name, 0100644, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without an entry. */
    Archive without(String name) {
        members.removeIf(member -> member.path().equals(name));
        return this;
    }

    Path write(Path file) throws IOException {
        ByteBuffer body = little();
        ByteBuffer directory = little();
        for (Member member : members) {
            int at = body.position();
            common(body.putInt(0x04034b50), member);
            body.put(member.name()).put(member.contents());
            common(directory.putInt(0x02014b50).putShort((short) (3 << 8 | 20)), member);
            directory.putShort((short) 0).putShort((short) 0).putShort((short) 0);
            directory.putInt(member.mode() << 16).putInt(at).put(member.name());
        }
        int start = body.position();
        body.put(directory.flip());
        int length = body.position() - start;
        body.putInt(0x06054b50).putInt(0).putShort((short) members.size()).putShort((short) members.size());
        body.putInt(length).putInt(start).putShort((short) 0);
        byte[] all = new byte[body.flip().remaining()];
        body.get(all);
        return Files.write(file, all);
    }

    private static ByteBuffer little() {
        return ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What both headers have: version, flags (UTF-8), stored, time, checksum, lengths. */
    private static void common(ByteBuffer header, Member member) {
        CRC32 sum = new CRC32();
        sum.update(member.contents());
        int length = member.contents().remaining();
        header.putShort((short) 20).putShort((short) 0x800).putShort((short) 0).putInt(0x58210000);
        header.putInt((int) sum.getValue()).putInt(length).putInt(length);
        header.putShort((short) member.name().remaining()).putShort((short) 0);
    }
}
