package io.sluice.dump;

import java.time.Duration;

/**
 * How long the parts of a round took.
 *
 * @param draining scanning, moving, judging and writing the pages
 * @param files looking at the files of the tree
 * @param committing writing the manifest, syncing where the sink does, and the commit
 * @param total the whole request
 */
record Spent(Duration draining, Duration files, Duration committing, Duration total) {

    /** The time from a moment of {@link System#nanoTime} until now. */
    static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
