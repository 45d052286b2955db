package io.sluice.acceptance;

import java.util.ArrayList;
import java.util.List;

/** By what tracker and drain a chain is made. */
enum Way {
    /** As configured: changes are known by their bytes, which are read. */
    HASH_READ("read", false),
    /** The tracking stays in the target from command to command. */
    TRACKED_READ("read", true),
    /** The same, and pages go through pipes. */
    TRACKED_SPLICE("splice", true),
    /** The same, and the target's shadow writes them. */
    TRACKED_WRITE("write", true);

    private final String drain;
    private final boolean tracked;

    Way(String drain, boolean tracked) {
        this.drain = drain;
        this.tracked = tracked;
    }

    /** What the command is told. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("--pre-dump-mode", drain));
        if (tracked) {
            words.add("--track-mem");
        }
        return words;
    }
}
