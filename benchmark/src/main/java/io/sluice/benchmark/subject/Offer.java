package io.sluice.benchmark.subject;

import java.util.ArrayList;
import java.util.List;

/** Who can be measured here, and who was wanted and cannot. Filled by one thread. */
public final class Offer {
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<String> programs = new ArrayList<>();

    void add(Subject subject) {
        subjects.add(subject);
    }

    void skip(String subject, String reason) {
        skipped.add(new Skipped(subject, reason));
    }

    void program(String version) {
        programs.add(version.strip());
    }

    /** The programs that are measured, with their versions. */
    public List<String> programs() {
        return List.copyOf(programs);
    }

    /** Who can be measured, in the order of the tables. */
    public List<Subject> subjects() {
        return List.copyOf(subjects);
    }

    /** Who cannot. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }
}
