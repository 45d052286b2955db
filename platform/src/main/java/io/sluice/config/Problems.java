package io.sluice.config;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong, so that a person is told all of it at once. For one thread. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().source())
            .thenComparing(problem -> problem.place().line());

    private final List<Problem> found = new ArrayList<>();

    /** Notes one. */
    public void add(Place place, String message, String remedy) {
        found.add(new Problem(place, message, remedy));
    }

    /** Notes all that another has. */
    public void addAll(Problems other) {
        found.addAll(other.found);
    }

    /** All so far, by place. */
    public List<Problem> all() {
        return found.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Ends the request if there are any.
     *
     * @throws SluiceException with {@link ErrorCode#CONFIG}. Its message has one line a problem, each with place and
     *     remedy; of a single problem the remedy is the exception's.
     */
    public void raise() {
        List<Problem> all = all();
        if (all.isEmpty()) {
            return;
        }
        if (all.size() == 1) {
            Problem only = all.get(0);
            throw new SluiceException(ErrorCode.CONFIG, only.place() + ": " + only.message(), only.remedy());
        }
        String lines = all.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        throw new SluiceException(ErrorCode.CONFIG, lines, "correct these " + all.size() + " problems");
    }
}
