package io.sluice.file.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where an ELF file has the headers of its segments, or of its sections (elf(5)), and what of them tells of notes.
 *
 * @param wide whether offsets and sizes have eight bytes, or four
 * @param start where the file's header has the offset of the table
 * @param entryBytes where it has the length of an entry
 * @param entries where it has how many there are
 * @param shortest how long an entry is at least
 * @param note the type of those that are notes
 * @param type where an entry has its type
 * @param offset where it has the offset of its contents
 * @param size where it has their length
 * @param alignment where it has their alignment
 */
record HeaderTable(
        boolean wide,
        int start,
        int entryBytes,
        int entries,
        int shortest,
        int note,
        int type,
        int offset,
        int size,
        int alignment) {

    private static final int SEGMENT = 4;
    private static final int SECTION = 7;

    /** Segments, then sections. */
    static final List<HeaderTable> OF_32_BITS = List.of(
            new HeaderTable(false, 28, 42, 44, 32, SEGMENT, 0, 4, 16, 28),
            new HeaderTable(false, 32, 46, 48, 40, SECTION, 4, 16, 20, 32));

    /** Segments, then sections. */
    static final List<HeaderTable> OF_64_BITS = List.of(
            new HeaderTable(true, 32, 54, 56, 56, SEGMENT, 0, 8, 32, 48),
            new HeaderTable(true, 40, 58, 60, 64, SECTION, 4, 24, 32, 48));

    /** What stands for more segments than a short tells: then the first section knows. */
    private static final int MANY_SEGMENTS = 0xffff;

    /** The build-id in the notes of this table; empty when there is none. */
    Optional<byte[]> find(ElfBytes bytes) throws IOException {
        long first = word(bytes, start);
        if (first == 0) {
            return Optional.empty();
        }
        int step = step(bytes);
        long count = count(bytes);
        for (long index = 0; index < count; index++) {
            long entry = first + index * step;
            if (bytes.unsignedInt(entry + type) == note) {
                Optional<byte[]> found = notes(bytes, entry).buildId();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private NoteArea notes(ElfBytes bytes, long entry) throws IOException {
        return NoteArea.of(
                bytes, word(bytes, entry + offset), word(bytes, entry + size), word(bytes, entry + alignment));
    }

    private int step(ElfBytes bytes) throws IOException {
        int step = bytes.unsignedShort(entryBytes);
        if (step < shortest) {
            throw new NoBuildIdException("it is a damaged ELF file: its headers are too short");
        }
        return step;
    }

    private long count(ElfBytes bytes) throws IOException {
        int count = bytes.unsignedShort(entries);
        if (note == SECTION && count == 0) {
            return word(bytes, word(bytes, start) + size);
        }
        return note == SEGMENT && count == MANY_SEGMENTS ? segmentsByFirstSection(bytes) : count;
    }

    private long segmentsByFirstSection(ElfBytes bytes) throws IOException {
        HeaderTable sections = (wide ? OF_64_BITS : OF_32_BITS).get(1);
        long section = word(bytes, sections.start());
        return bytes.unsignedInt(section + (wide ? 44 : 28));
    }

    private long word(ElfBytes bytes, long at) throws IOException {
        return wide ? bytes.number(at) : bytes.unsignedInt(at);
    }
}
