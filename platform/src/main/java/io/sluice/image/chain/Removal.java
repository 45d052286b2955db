package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Removes sets that nobody needs any more. */
final class Removal {
    private static final String REMEDY = "see what hinders it, and do the same again: what is left is then removed";

    private final Workplace place;

    Removal(Workplace place) {
        this.place = place;
    }

    /**
     * Removes the oldest first: so whoever finishes what a death left begins at the newest and finds all that is left.
     *
     * @param newestFirst names; one that is not there is what a death left half of
     * @return what was removed
     */
    List<String> remove(List<String> newestFirst) {
        List<String> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        List<String> removed = new ArrayList<>();
        for (String name : oldestFirst) {
            try {
                Optional<List<String>> files = place.files(name);
                if (files.isPresent()) {
                    place.sink().delete(name, files.get());
                } else if (place.sink().recover(name).isEmpty()) {
                    continue;
                }
                removed.add(name);
            } catch (IOException failed) {
                throw new SluiceException(
                        ErrorCode.STORAGE,
                        "the new chain is whole, but " + name + " of the old one cannot be removed: "
                                + failed.getMessage(),
                        REMEDY,
                        failed);
            } catch (UnsupportedOperationException cannot) {
                throw new SluiceException(
                        ErrorCode.USAGE, "cannot remove " + name + ": " + cannot.getMessage(), REMEDY, cannot);
            }
        }
        return removed;
    }

    /** Leads a set to its parent by another reference. */
    void relink(String name, String reference) {
        try {
            place.sink().relink(name, reference);
        } catch (IOException failed) {
            throw new SluiceException(ErrorCode.STORAGE, failed.getMessage(), "the old chain is as it was", failed);
        } catch (UnsupportedOperationException cannot) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "cannot change " + name + ": " + cannot.getMessage(),
                    "squash the chain instead",
                    cannot);
        }
    }
}
