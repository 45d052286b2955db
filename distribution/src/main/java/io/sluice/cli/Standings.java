package io.sluice.cli;

import io.sluice.plugin.Standing;
import io.sluice.spi.Availability;

/**
 * What is said of a plugin or component.
 *
 * @param word one word for it: {@code works}, {@code missing}, {@code idle} or {@code failed}
 * @param reason why it does not work, in one line; empty when it does
 * @param remedy what a person can do, in one line; empty when there is nothing to do
 */
record Standings(String word, String reason, String remedy) {

    static Standings of(Standing standing) {
        if (standing instanceof Standing.Probed probed) {
            return of(probed.availability());
        }
        if (standing instanceof Standing.Failed failed) {
            return new Standings("failed", failed.reason(), failed.remedy());
        }
        return new Standings("idle", "config.yaml does not name it", "add it to plugins: load: there to use it");
    }

    static Standings of(Availability availability) {
        return availability instanceof Availability.Missing missing
                ? new Standings("missing", missing.reason(), missing.remedy())
                : new Standings("works", "", "");
    }

    /** All of it in one line. */
    String line() {
        return reason.isEmpty() ? word : word + ": " + reason + "; " + remedy;
    }
}
