package io.sluice.validate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Cookies in the form of their file, which are looked up in it as it is: eight letters, how many there are, of each the hash of its key
 * and where it begins, in the order of the hashes; the cookies; and a CRC32C of all before. Usable from any thread.
 */
final class CookieTable {
    private static final byte[] LETTERS = "sluice-2".getBytes(US_ASCII);
    private static final int HEAD = LETTERS.length + Integer.BYTES;
    private static final int SLOT = Long.BYTES + Integer.BYTES;
    private static final int TAIL = Integer.BYTES;

    private final ByteBuffer bytes;
    private final int count;

    private CookieTable(ByteBuffer bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /** What a file has; nothing when it is not, to the bit, what was written. */
    static CookieTable of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        boolean whole = file.length >= HEAD + TAIL
                && bytes.slice(0, LETTERS.length).equals(ByteBuffer.wrap(LETTERS))
                && bytes.getInt(file.length - TAIL) == sum(file);
        return whole ? new CookieTable(bytes, bytes.getInt(LETTERS.length)) : none();
    }

    static CookieTable none() {
        return new CookieTable(ByteBuffer.allocate(0), 0);
    }

    /** The file of these. */
    static byte[] file(List<KeptCookie> cookies) {
        List<KeptCookie> sorted = new ArrayList<>(cookies);
        sorted.sort(Comparator.comparingLong(cookie -> cookie.key().hash()));
        List<byte[]> entries = sorted.stream().map(KeptCookie::bytes).toList();
        int at = HEAD + sorted.size() * SLOT;
        int length = at + entries.stream().mapToInt(entry -> entry.length).sum() + TAIL;
        ByteBuffer file = ByteBuffer.allocate(length).put(LETTERS).putInt(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            file.putLong(sorted.get(i).key().hash()).putInt(at);
            at += entries.get(i).length;
        }
        entries.forEach(file::put);
        return file.putInt(sum(file.array())).array();
    }

    /** How many bytes of a file a cookie takes. */
    static int cost(KeptCookie cookie) {
        return SLOT + cookie.bytes().length;
    }

    private static int sum(byte[] file) {
        CRC32C sum = new CRC32C();
        sum.update(file, 0, file.length - TAIL);
        return (int) sum.getValue();
    }

    /** Which one has this key; -1 where none has. */
    int find(CookieKey key) {
        long hash = key.hash();
        for (int slot = first(hash); slot < count && hash(slot) == hash; slot++) {
            if (bytes.slice(offset(slot), CookieKey.BYTES).equals(key.bytes())) {
                return slot;
            }
        }
        return -1;
    }

    /** The one with that number, from 0 to {@link #size} less one. */
    KeptCookie get(int slot) {
        return KeptCookie.read(bytes.duplicate().position(offset(slot)));
    }

    int size() {
        return count;
    }

    /** The first slot whose hash is not below. */
    private int first(long hash) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hash(middle) < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long hash(int slot) {
        return bytes.getLong(HEAD + slot * SLOT);
    }

    private int offset(int slot) {
        return bytes.getInt(HEAD + slot * SLOT + Long.BYTES);
    }
}
