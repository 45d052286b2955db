package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Failure;
import io.sluice.benchmark.result.Results;
import io.sluice.benchmark.result.Setting;
import io.sluice.benchmark.subject.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of a page about results. */
record Prose(Results results) {

    /** How it was measured. */
    String setting() {
        Setting setting = results.setting();
        return String.format(
                        Locale.ROOT,
                        "Run of %s (%s form) on %s; %s. Fresh targets for each row: %d; later rounds of each: %d. The"
                                + " target changes %.1f %% of its pages, over and over, and idle spans are of %.1f s. The sampler in"
                                + " the target %s. %s",
                        setting.date(),
                        setting.form(),
                        setting.machine(),
                        String.join(", ", setting.programs()),
                        setting.trials(),
                        setting.later(),
                        setting.share() / 10.0,
                        setting.idleSeconds(),
                        setting.sampler().equals("spin") ? "spins" : "reads the clock every 0.1 ms or sooner",
                        setting.note())
                .strip();
    }

    /** How the tables are read. */
    List<String> columns() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "subject: drain+tracker of Sluice, or another program. Before a slash: first rounds; after it: later ones.");
        Column.all().forEach(column -> lines.add(column.title() + ": " + column.meaning()));
        return lines;
    }

    /** Who was not measured, and which trials broke off. */
    List<String> missing() {
        List<String> lines = new ArrayList<>();
        for (Skipped skipped : results.setting().skipped()) {
            lines.add(skipped.subject() + " was not measured: " + skipped.reason());
        }
        for (Failure failure : results.failures()) {
            lines.add(
                    failure.refused()
                            ? failure.subject() + " was not measured: " + failure.reason()
                            : String.format(
                                    "%s failed with %s on %s, trial %d: %s",
                                    failure.subject(),
                                    failure.target(),
                                    failure.place(),
                                    failure.trial(),
                                    failure.reason()));
        }
        return lines;
    }
}
