package io.sluice.benchmark.subject;

import java.nio.file.Path;

/**
 * A round of a subject with a target.
 *
 * @param pid the target
 * @param place where the set goes
 * @param round 1 for a fresh target; then 2 and so on
 */
public record Visit(long pid, Place place, int round) {

    /** The folder of the round's set; the subject may rely on it being there and empty. */
    public Path set() {
        return set(round);
    }

    /** The folder of the set before, in a later round. */
    public Path previous() {
        return set(round - 1);
    }

    /** Whether there was a round before. */
    public boolean later() {
        return round > 1;
    }

    private Path set(int number) {
        return place.folder().resolve("sets").resolve(Integer.toString(number));
    }
}
