package io.sluice.benchmark;

import io.sluice.benchmark.subject.Place;
import io.sluice.benchmark.subject.Subject;
import io.sluice.benchmark.target.Sampler;
import io.sluice.benchmark.target.TargetKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param targets what is dumped
 * @param places where to
 * @param subjects by whom
 * @param trials how many fresh targets for each of these
 * @param later how many rounds after the first
 * @param share how many of 1000 pages a target changes
 * @param idleSeconds how long each idle span is
 * @param sampler how the target's sampler reads the clock
 */
record Plan(
        List<TargetKind> targets,
        List<Place> places,
        List<Subject> subjects,
        int trials,
        int later,
        int share,
        double idleSeconds,
        Sampler sampler) {

    /** A fresh target for a subject. */
    record Trial(int number, TargetKind target, Place place, Subject subject) {}

    /** All trials: the subjects in turn, so that what changes on the machine meets all of them. */
    List<Trial> inTurn() {
        List<Trial> all = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            for (TargetKind target : targets) {
                for (Place place : places) {
                    for (Subject subject : subjects) {
                        all.add(new Trial(number, target, place, subject));
                    }
                }
            }
        }
        return all;
    }
}
