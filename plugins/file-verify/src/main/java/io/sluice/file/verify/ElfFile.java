package io.sluice.file.verify;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the build-id of an ELF file (elf(5)): in the notes that its segments have, then in those of its sections. */
final class ElfFile {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int CLASS = 4;
    private static final int DATA = 5;
    private static final int SHORTEST = 52;

    private ElfFile() {}

    /**
     * The build-id.
     *
     * @throws NoBuildIdException when the file is no ELF file, has none, or is damaged where it would have to tell
     */
    static byte[] buildId(ElfBytes bytes) throws IOException {
        if (bytes.length() < SHORTEST || !Arrays.equals(bytes.bytes(0, MAGIC.length), MAGIC)) {
            throw new NoBuildIdException("it is no ELF file");
        }
        int width = bytes.unsignedByte(CLASS);
        int order = bytes.unsignedByte(DATA);
        if (width < 1 || width > 2 || order < 1 || order > 2) {
            throw new NoBuildIdException("it is a damaged ELF file: there is no such class or byte order");
        }
        bytes.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return find(bytes, width == 1 ? HeaderTable.OF_32_BITS : HeaderTable.OF_64_BITS);
    }

    /** A table that is damaged says nothing of the other. */
    private static byte[] find(ElfBytes bytes, List<HeaderTable> tables) throws IOException {
        NoBuildIdException why = new NoBuildIdException("it is an ELF file without a build-id");
        for (HeaderTable table : tables) {
            try {
                Optional<byte[]> found = table.find(bytes);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (NoBuildIdException damaged) {
                why = damaged;
            }
        }
        throw why;
    }
}
