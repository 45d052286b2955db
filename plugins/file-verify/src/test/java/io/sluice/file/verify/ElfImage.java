package io.sluice.file.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes the smallest ELF files that say where their notes are, in all the forms that there are. */
record ElfImage(boolean wide, boolean bigEndian, Table table) {
    static final int TABLE = 64;
    private static final int AFTER = 4096;

    enum Table {
        SEGMENTS,
        SECTIONS
    }

    /** A file whose build-id is in a note at an offset, behind a note of another kind; some bytes follow. */
    byte[] note(int offset, byte[] id) {
        ByteBuffer file = ByteBuffer.allocate(offset + 40 + id.length + AFTER)
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (bigEndian ? 2 : 1), 1});
        header(file);
        entry(file, entryBytes(), offset, 36 + id.length);
        file.position(offset);
        file.putInt(4).putInt(2).putInt(1).put(new byte[] {'G', 'N', 'U', 0, 9, 9, 0, 0});
        file.putInt(4)
                .putInt(id.length)
                .putInt(3)
                .put(new byte[] {'G', 'N', 'U', 0})
                .put(id);
        return file.array();
    }

    int entryBytes() {
        if (table == Table.SEGMENTS) {
            return wide ? 56 : 32;
        }
        return wide ? 64 : 40;
    }

    /** Where the file's header says how many entries the table has. */
    int entries() {
        return (wide ? 56 : 44) + (table == Table.SEGMENTS ? 0 : 4);
    }

    private void header(ByteBuffer file) {
        if (wide) {
            file.putLong(table == Table.SEGMENTS ? 32 : 40, TABLE);
        } else {
            file.putInt(table == Table.SEGMENTS ? 28 : 32, TABLE);
        }
        file.putShort(entries() - 2, (short) entryBytes()).putShort(entries(), (short) 2);
    }

    /** The first entry of the table stays empty. */
    private void entry(ByteBuffer file, int step, int offset, int size) {
        int entry = TABLE + step;
        if (table == Table.SEGMENTS) {
            file.putInt(entry, 4);
            word(file, entry + (wide ? 8 : 4), offset);
            word(file, entry + (wide ? 32 : 16), size);
            word(file, entry + (wide ? 48 : 28), 4);
        } else {
            file.putInt(entry + 4, 7);
            word(file, entry + (wide ? 24 : 16), offset);
            word(file, entry + (wide ? 32 : 20), size);
            word(file, entry + (wide ? 48 : 32), 4);
        }
    }

    private void word(ByteBuffer file, int at, int value) {
        if (wide) {
            file.putLong(at, value);
        } else {
            file.putInt(at, value);
        }
    }
}
