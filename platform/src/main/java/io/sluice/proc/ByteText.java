package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ASCII text as bytes, with a place in it that reading moves on. Reading past the end gives zeros and nothing. */
final class ByteText {
    private final byte[] bytes;
    private final int length;
    private int at;

    ByteText(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    boolean atEnd() {
        return at >= length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The byte here, without moving; 0 at the end. */
    byte peek() {
        return at < length ? bytes[at] : 0;
    }

    /** The byte here; moves on. */
    byte next() {
        byte here = peek();
        at++;
        return here;
    }

    /** Reads a hexadecimal number, and skips the one byte after it. */
    long hex() {
        long value = 0;
        while (true) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                return value;
            }
            value = value << 4 | digit;
        }
    }

    /** Reads a decimal number, a minus sign before it too, and skips the one byte after it. */
    long decimal() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        while (true) {
            int digit = next() - '0';
            if (digit < 0 || digit > 9) {
                return negative ? -value : value;
            }
            value = value * 10 + digit;
        }
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Moves to the start of the next line. */
    void skipLine() {
        while (!atEnd() && bytes[at] != '\n') {
            at++;
        }
        at++;
    }

    /** Moves to the byte after the last {@code wanted}; to the end if there is none. */
    void skipBeyondLast(char wanted) {
        int i = length - 1;
        while (i >= 0 && bytes[i] != wanted) {
            i--;
        }
        at = i < 0 ? length : i + 1;
    }

    /** Whether the text here begins with {@code word}; then moves behind it. */
    boolean accept(String word) {
        if (length - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** The rest of the line; moves to the next. */
    String line() {
        int from = at;
        skipLine();
        return text(from, Math.min(at - 1, length));
    }

    /** Whether the rest of the line here is the same as the bytes from {@code other} on, up to the end of that line. */
    boolean sameLine(int other) {
        int i = 0;
        while (at + i < length && bytes[at + i] != '\n') {
            if (bytes[other + i] != bytes[at + i]) {
                return false;
            }
            i++;
        }
        return bytes[other + i] == '\n';
    }

    private String text(int from, int to) {
        return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** A copy of all its bytes. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
