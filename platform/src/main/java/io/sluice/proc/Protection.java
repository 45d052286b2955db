package io.sluice.proc;

/**
 * What a task may do with a mapping.
 *
 * @param readable it may be read
 * @param writable it may be written
 * @param executable it may be executed
 * @param shared writes are seen by all who map it
 */
public record Protection(boolean readable, boolean writable, boolean executable, boolean shared) {
    private static final Protection[] ALL = new Protection[16];

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new Protection((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0);
        }
    }

    static Protection of(ByteText text) {
        int index = text.next() == 'r' ? 1 : 0;
        index |= text.next() == 'w' ? 2 : 0;
        index |= text.next() == 'x' ? 4 : 0;
        index |= text.next() == 's' ? 8 : 0;
        return ALL[index];
    }
}
