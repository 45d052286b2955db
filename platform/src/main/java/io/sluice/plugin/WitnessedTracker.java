package io.sluice.plugin;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.track.DirtyTracker;
import java.util.List;
import java.util.Optional;

/**
 * A tracker with a second one that looks at the bytes of the pages that it says changed.
 *
 * @param choice what was called for as the first
 * @param witness what was called for as the second
 */
record WitnessedTracker(ComponentChoice choice, ComponentChoice witness) {

    /**
     * Both, or the first alone where {@code auto} chose one that looks at bytes itself.
     *
     * @throws SluiceException with code CONFIG, when they do not fit
     */
    List<Chosen<DirtyTracker>> of(Optional<Chosen<DirtyTracker>> first, Optional<Chosen<DirtyTracker>> second) {
        if (second.isEmpty() || !second.get().component().looksAtBytes()) {
            throw refused(witness, "does not look at bytes", "name one that does after 'and:', such as hash");
        }
        if (first.isEmpty()) {
            throw refused(choice, "knows no changes that another could look at", "leave 'and:' out");
        }
        if (!first.get().component().looksAtBytes()) {
            return List.of(first.get(), second.get());
        }
        if (choice.name().equals(Configuration.AUTO)) {
            return List.of(first.get());
        }
        throw refused(choice, "looks at bytes itself, and no other can after it", "leave 'and:' out");
    }

    private static SluiceException refused(ComponentChoice which, String reason, String remedy) {
        String message = which.place() + ": tracker '" + which.name() + "' " + reason;
        return new SluiceException(ErrorCode.CONFIG, message, remedy);
    }
}
