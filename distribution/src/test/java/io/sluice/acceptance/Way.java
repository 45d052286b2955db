package io.sluice.acceptance;

import java.util.List;

/** By what tracker and drain a chain is made. */
enum Way {
    /** As configured: changes are known by their bytes, which are read. */
    HASH_READ(),
    /** The tracking stays in the target from command to command. */
    TRACKED_READ("--track-mem"),
    /** The same, and pages go through pipes. */
    TRACKED_SPLICE("--track-mem", "--pre-dump-mode", "splice"),
    /** The same, and the target's shadow writes them. */
    TRACKED_WRITE("--track-mem", "--pre-dump-mode", "write");

    private final List<String> words;

    Way(String... words) {
        this.words = List.of(words);
    }

    /** What the command is told. */
    List<String> words() {
        return words;
    }

    /** Whether something stays in the target. */
    boolean stays() {
        return words.contains("--track-mem");
    }
}
