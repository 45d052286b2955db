package io.sluice.image.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is to happen where a file is not the one that the set was made with. */
public enum OnMismatch {
    /** The check fails. */
    FAIL("fail"),
    /** It is said, and the check goes on. */
    WARN("warn"),
    /** Nothing. */
    IGNORE("ignore"),
    /** The check fails, unless the file has only grown: what it had is still the same. */
    APPEND_OK("append-ok");

    private final String word;

    OnMismatch(String word) {
        this.word = word;
    }

    /** As config.yaml and manifests have it. */
    public String word() {
        return word;
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(OnMismatch::word).toList();
    }

    /** The one with that word, if there is one. */
    public static Optional<OnMismatch> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findAny();
    }
}
