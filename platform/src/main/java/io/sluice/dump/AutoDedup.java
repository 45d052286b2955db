package io.sluice.dump;

import io.sluice.failure.SluiceException;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Workplace;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new set has anew is given back by the older ones, after its commit.
 *
 * @param request what is dumped
 * @param place where it goes
 * @param wanted whether that is wanted
 */
public record AutoDedup(PreDumpRequest request, Workplace place, boolean wanted) {

    /** Refuses, before anything is dumped, what could not be done. */
    public void require() {
        if (applies()) {
            Dedup.require(
                    place, place.sink().resolve(request.set(), request.parent().orElseThrow()));
        }
    }

    /** Does it. The set is committed: what goes wrong is a note, and {@code sluice chain dedup} goes on. */
    public PreDumpReport after(PreDumpReport report) {
        return applies() ? report.with(notes(report.set())) : report;
    }

    private boolean applies() {
        return wanted && request.parent().isPresent();
    }

    private List<String> notes(String set) {
        List<String> notes = new ArrayList<>();
        try {
            Dedup.Report done = Dedup.below(place, set);
            notes.add("older sets gave back " + done.bytes() + " bytes that this one has anew");
            notes.addAll(done.kept());
        } catch (SluiceException failed) {
            notes.add(
                    "the set is committed, but older ones gave back not all that it has anew: " + failed.getMessage());
        }
        return notes;
    }
}
