package io.sluice.file.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Notes of an ELF file, one behind the other: each the lengths of its name and contents, its type, and both (elf(5)). */
final class NoteArea {
    /** The longest build-id that is taken for one, in bytes. Those of linkers have 8 to 32. */
    static final int LONGEST_ID = 1024;

    private static final int HEADER = 12;
    private static final int BUILD_ID = 3;
    private static final byte[] GNU = {'G', 'N', 'U', 0};

    private final ElfBytes bytes;
    private final long end;
    private final int alignment;
    private long at;

    private NoteArea(ElfBytes bytes, long start, long end, int alignment) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.alignment = alignment;
    }

    /** Those in a part of the file, as far as the file goes. */
    static NoteArea of(ElfBytes bytes, long offset, long size, long alignment) {
        long start = Math.min(offset, bytes.length());
        long end = start + Math.min(size, bytes.length() - start);
        // Whatever the header says, notes are aligned to four bytes, or to eight.
        return new NoteArea(bytes, start, end, alignment == Long.BYTES ? Long.BYTES : Integer.BYTES);
    }

    /** The first build-id among them. */
    Optional<byte[]> buildId() throws IOException {
        while (at <= end - HEADER) {
            long name = bytes.unsignedInt(at);
            long contents = bytes.unsignedInt(at + Integer.BYTES);
            long type = bytes.unsignedInt(at + 2L * Integer.BYTES);
            long nameAt = at + HEADER;
            long contentsAt = aligned(nameAt + name);
            boolean whole = contentsAt <= end && contents <= end - contentsAt;
            if (whole && type == BUILD_ID && contents > 0 && contents <= LONGEST_ID && isGnu(nameAt, name)) {
                return Optional.of(bytes.bytes(contentsAt, (int) contents));
            }
            at = aligned(contentsAt + contents);
        }
        return Optional.empty();
    }

    private boolean isGnu(long nameAt, long length) throws IOException {
        return length == GNU.length && Arrays.equals(bytes.bytes(nameAt, GNU.length), GNU);
    }

    private long aligned(long offset) {
        return (offset + alignment - 1) / alignment * alignment;
    }
}
