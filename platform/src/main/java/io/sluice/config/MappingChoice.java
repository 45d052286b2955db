package io.sluice.config;

import io.sluice.spi.memory.Backing;
import io.sluice.spi.memory.PageChunk;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A kind of mappings, as config.yaml names it. */
public enum MappingChoice {
    /** All of them. */
    ALL,
    /** Memory without a file. */
    ANONYMOUS,
    /** Copies of a file's pages. */
    FILE,
    /** Those that the task itself may not read. */
    UNREADABLE,
    /** Shared segments. */
    SHARED;

    boolean have(PageChunk chunk) {
        return switch (this) {
            case ALL -> true;
            case ANONYMOUS -> chunk.backing() == Backing.ANONYMOUS;
            case FILE -> chunk.backing() == Backing.FILE;
            case UNREADABLE -> !chunk.readable();
            case SHARED -> chunk.backing() == Backing.SHARED;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MappingChoice::word).toList();
    }

    static MappingChoice of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
