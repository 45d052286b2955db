package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import java.util.List;

/**
 * The filters of a target's calls. They rest while a task is led; but if Sluice dies in the middle of a call, the call is
 * made under them. So nothing is called by which the target would then be killed, or a call denied that it needs.
 *
 * @param filters all of them; none where calls are not filtered
 */
record CallFilters(List<CallFilter> filters) {
    /** Nothing is filtered. */
    static final CallFilters NONE = new CallFilters(List.of());

    /** The part of an answer that is the action; the smallest, with its sign, counts. */
    private static final int ACTION = 0xffff_0000;

    private static final int DENIED = 0x0005_0000;
    private static final int LOGGED = 0x7ffc_0000;

    CallFilters {
        filters = List.copyOf(filters);
    }

    /**
     * Those of a stopped thread.
     *
     * @throws ShadowException when they cannot be known
     */
    static CallFilters of(Ptrace ptrace, int thread) {
        try {
            return new CallFilters(ptrace.filters(thread).stream()
                    .map(filter -> new CallFilter(filter.program()))
                    .toList());
        } catch (KernelException e) {
            throw new ShadowException(
                    "the calls of thread " + thread + " are filtered (seccomp), and the filter cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether there are any. */
    boolean filter() {
        return !filters.isEmpty();
    }

    /** What a thread of the target calls must do no more harm than to fail. */
    void requireHarmless(long instruction, long number, long... arguments) {
        int action = action(instruction, number, arguments);
        if (action != DENIED && action < LOGGED) {
            throw refused(number);
        }
    }

    /** This call has to succeed. */
    void requireAllowed(long instruction, Call call, long... arguments) {
        if (!allow(instruction, call, arguments)) {
            throw refused(Architecture.current().number(call));
        }
    }

    /** Whether a call reaches the kernel. */
    boolean allow(long instruction, Call call, long... arguments) {
        return action(instruction, Architecture.current().number(call), arguments) >= LOGGED;
    }

    private int action(long instruction, long number, long... arguments) {
        return filters.stream()
                .mapToInt(filter -> filter.answer(instruction, number, arguments) & ACTION)
                .min()
                .orElse(LOGGED);
    }

    private static ShadowException refused(long number) {
        return new ShadowException("its calls are filtered (seccomp), and call " + number
                + " would be punished if Sluice were killed in the middle of it");
    }
}
