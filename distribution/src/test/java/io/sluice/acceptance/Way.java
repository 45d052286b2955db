package io.sluice.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** By what tracker and drain a chain is made. */
enum Way {
    /** As configured: changes are known by their bytes, which are read. */
    HASH_READ("read", false, ""),
    /** The tracking stays in the target from command to command. */
    TRACKED_READ("read", true, ""),
    /** The same, and pages go through pipes. */
    TRACKED_SPLICE("splice", true, ""),
    /** The same, and the target's shadow writes them. */
    TRACKED_WRITE("write", true, ""),
    /** The tracking stays, and the bytes of the pages that it tells of are looked at. */
    TRACKED_AND_HASHED("read", true, "tracker: {use: uffd, and: {use: hash, whole-every: 4}}");

    private final String drain;
    private final boolean tracked;
    private final String configuration;

    Way(String drain, boolean tracked, String configuration) {
        this.drain = drain;
        this.tracked = tracked;
        this.configuration = configuration;
    }

    /** What the command is told; a configuration, where it needs one, is written into the folder. */
    List<String> words(Path folder) {
        List<String> words = new ArrayList<>(List.of("--pre-dump-mode", drain));
        if (tracked) {
            words.add("--track-mem");
        }
        if (!configuration.isEmpty()) {
            words.addAll(List.of("--config", written(folder).toString()));
        }
        return words;
    }

    private Path written(Path folder) {
        try {
            return Files.writeString(folder.resolve(name() + ".yaml"), configuration);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
