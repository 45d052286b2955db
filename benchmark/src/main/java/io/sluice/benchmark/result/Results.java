package io.sluice.benchmark.result;

import java.util.List;

/**
 * A run, or as much of it as was made.
 *
 * @param setting its circumstances
 * @param rounds what was measured, in the order of time
 * @param failures the trials that broke off
 */
public record Results(Setting setting, List<Round> rounds, List<Failure> failures) {

    /** The names of all that were measured, in the order in which they first were. */
    public List<String> subjects() {
        return rounds.stream().map(Round::subject).distinct().toList();
    }

    /** The rounds of a subject with a target at a place. */
    public List<Round> of(String target, String place, String subject) {
        return rounds.stream()
                .filter(round -> round.target().equals(target)
                        && round.place().equals(place)
                        && round.subject().equals(subject))
                .toList();
    }
}
