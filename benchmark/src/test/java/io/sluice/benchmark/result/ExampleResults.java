package io.sluice.benchmark.result;

import io.sluice.benchmark.subject.Skipped;
import io.sluice.benchmark.target.TargetKind;
import java.util.ArrayList;
import java.util.List;

/** Results that nobody measured. */
public final class ExampleResults {
    private ExampleResults() {}

    /** Two subjects, three trials, a later round each; the second subject was not measured on disk. */
    public static Results some() {
        List<Round> rounds = new ArrayList<>();
        for (int trial = 1; trial <= 3; trial++) {
            for (int number = 1; number <= 2; number++) {
                rounds.add(round("tmpfs", "read+none", trial, number, 2.0));
                rounds.add(round("disk", "read+none", trial, number, 2.0));
                rounds.add(round("tmpfs", "criu-dump", trial, number, null));
            }
        }
        Failure failure = new Failure("64m", "disk", "criu-dump", 1, false, "exit status 1: no <reason>");
        return new Results(setting(), rounds, List.of(failure));
    }

    private static Setting setting() {
        return new Setting(
                "2026-01-02T03:04:05Z",
                "short",
                "a machine",
                List.of("sluice 0.1.0"),
                TargetKind.small().subList(0, 1),
                List.of("tmpfs", "disk"),
                3,
                1,
                10,
                0.5,
                "sleep",
                "Nothing of this is true.",
                List.of(new Skipped("gcore", "there is none")));
    }

    // Gaps of 2, 4 and 60 ms over 1 ms; the later ones half of it.
    private static Round round(String place, String subject, int trial, int number, Double drained) {
        double gap = List.of(0.002, 0.004, 0.060).get(trial - 1) / number;
        return new Round(
                "64m",
                place,
                subject,
                trial,
                number,
                64 << 20,
                3.0,
                1.0,
                2.0,
                0.003,
                500,
                drained == null ? null : 0.0005,
                drained,
                0.001,
                0.001,
                gap,
                gap,
                1000,
                900,
                450,
                64 << 20,
                61 << 20,
                1 << 20,
                3 << 20,
                32 << 20,
                16 << 20);
    }
}
