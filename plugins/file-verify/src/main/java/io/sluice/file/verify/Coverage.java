package io.sluice.file.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which bytes of a file a checksum is made of. */
enum Coverage {
    /** All of them. */
    WHOLE(0, "whole", 0),
    /** The first N, or all of a file that is shorter. */
    FIRST(1, "first", 1 << 20),
    /** Those at 0, N, 2N and so on. */
    EVERY(2, "every", 1 << 10);

    private final int code;
    private final String word;
    private final long usual;

    Coverage(int code, String word, long usual) {
        this.code = code;
        this.word = word;
        this.usual = usual;
    }

    /** As cookies have it. */
    int code() {
        return code;
    }

    /** The one with that code, if there is one. */
    static Optional<Coverage> of(int code) {
        return Arrays.stream(values()).filter(coverage -> coverage.code == code).findAny();
    }

    /** As config.yaml has it. */
    String word() {
        return word;
    }

    /** N where none is given. */
    long usual() {
        return usual;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Coverage::word).toList();
    }

    static Coverage of(String word) {
        return Arrays.stream(values())
                .filter(coverage -> coverage.word.equals(word))
                .findAny()
                .orElseThrow();
    }
}
