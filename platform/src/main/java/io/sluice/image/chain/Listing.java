package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.describe.Inspector;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.verify.Problem;
import io.sluice.image.verify.SetReport;
import io.sluice.image.verify.Verifier;
import io.sluice.image.verify.VerifyReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A chain set by set.
 *
 * @param sets the oldest first; those that could be found
 * @param check what a check of every byte found
 */
public record Listing(List<Entry> sets, VerifyReport check) {
    public Listing {
        sets = List.copyOf(sets);
    }

    /**
     * One set of the chain.
     *
     * @param report what was read of it
     * @param description what it holds; empty where damage keeps that from being told
     * @param sound whether it verifies
     */
    public record Entry(SetReport report, Optional<SetDescription> description, boolean sound) {}

    /**
     * Looks at a chain and checks it.
     *
     * @param set its newest set
     * @throws SluiceException as of {@link Verifier#verify(io.sluice.spi.sink.ImageSink, String, io.sluice.control.Control)}
     */
    public static Listing of(Workplace place, String set) {
        VerifyReport check = Verifier.verify(place.sink(), set, place.signing().demanded(), place.control());
        List<Entry> sets = new ArrayList<>();
        for (SetReport report : check.sets()) {
            sets.add(new Entry(report, description(place, report), sound(check, report)));
        }
        Collections.reverse(sets);
        return new Listing(sets, check);
    }

    private static boolean sound(VerifyReport check, SetReport set) {
        return check.problems().stream().map(Problem::set).noneMatch(set.name()::equals);
    }

    private static Optional<SetDescription> description(Workplace place, SetReport set) {
        try {
            return Optional.of(Inspector.describe(place.sink(), set.name(), place.control()));
        } catch (SluiceException wrong) {
            if (wrong.code() == ErrorCode.SET_DAMAGED || wrong.code() == ErrorCode.SET_MISSING) {
                return Optional.empty();
            }
            throw wrong;
        }
    }
}
