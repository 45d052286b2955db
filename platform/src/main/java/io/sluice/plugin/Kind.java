package io.sluice.plugin;

/** What a component is for. */
public enum Kind {
    /** Moves pages out of tasks. */
    DRAIN("drain"),
    /** Knows which pages changed. */
    TRACKER("tracker"),
    /** Proves that a file is the one that was dumped. */
    VALIDATOR("validator"),
    /** Stores images. */
    SINK("sink");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As config.yaml and messages have it. */
    public String word() {
        return word;
    }
}
