package io.sluice.benchmark.store;

import io.sluice.benchmark.page.Median;
import java.util.List;

/**
 * What one command brought into the store, or the median of some.
 *
 * @param mebibytes how much, of pages alone
 * @param seconds what that took by the command's own word: without the start of Java
 * @param command what the whole command took, in seconds
 * @param resident the most memory that it had resident, in MiB
 */
record Moved(double mebibytes, double seconds, double command, double resident) {

    /** In MiB a second. */
    double rate() {
        return mebibytes / seconds;
    }

    /** Each figure's own median. */
    static Moved median(List<Moved> all) {
        return new Moved(
                Median.of(all.stream().map(Moved::mebibytes).toList()),
                Median.of(all.stream().map(Moved::seconds).toList()),
                Median.of(all.stream().map(Moved::command).toList()),
                Median.of(all.stream().map(Moved::resident).toList()));
    }
}
