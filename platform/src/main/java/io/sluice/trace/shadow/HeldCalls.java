package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.trace.tracer.Tracer;
import io.sluice.trace.tracer.TracerThread;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Some calls in a target's own table of descriptors, made by a shadow that lives for them alone. Meanwhile the thread that
 * made it is held, so that a target of one thread does not see that it has two; that takes about a millisecond. Where the
 * target may make no task, that thread makes the calls. What shadows of a Sluice that was killed left in the target is taken
 * out on the way.
 */
public final class HeldCalls implements SystemCalls {
    private static final int ROOM = 16;
    private final SystemCalls calls;
    private final StubPlace stub;

    private HeldCalls(SystemCalls calls, StubPlace stub) {
        this.calls = calls;
        this.stub = stub;
    }

    /**
     * Makes calls in a process.
     *
     * @param pid the process, as Sluice sees it
     * @throws ShadowException when none can be made; and what {@code work} throws
     */
    public static <T> T in(int pid, Function<HeldCalls, T> work) {
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            return TracerThread.run("sluice-held-calls", tracer -> on(tracer, pid, memory, work));
        } catch (KernelException e) {
            throw new ShadowException("no calls can be made in process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static <T> T on(Tracer tracer, int pid, ForcedMemory memory, Function<HeldCalls, T> work) {
        Visit visit = Visit.begin(tracer, pid, memory);
        try {
            T answer = makesShadow(visit) ? byShadow(visit, work) : byBorrowed(visit, work);
            visit.stub().remove();
            return answer;
        } catch (RuntimeException e) {
            visit.removeUnlessUsed();
            throw e;
        } finally {
            visit.parent().release();
        }
    }

    /** Limits and filters may forbid it. */
    private static boolean makesShadow(Visit visit) {
        try {
            visit.parent().filters().requireAllowed(visit.stub().address(), Call.EXIT);
            visit.clone(ShadowKind.THREAD);
            return true;
        } catch (ShadowException refused) {
            if (visit.parent().away()) {
                throw refused;
            }
            return false;
        }
    }

    private static <T> T byShadow(Visit visit, Function<HeldCalls, T> work) {
        CallFilters filters = visit.parent().filters();
        LedShadow shadow = visit.shadow(filters);
        try {
            T answer = work.apply(new HeldCalls(shadow, visit.stub()));
            Departure departure = new Departure(shadow, visit);
            departure.leaveFiles();
            takeOutLeft(shadow, visit);
            departure.prepare(visit.stub().noteAddress(), filters);
            shadow.leave();
            return answer;
        } catch (RuntimeException e) {
            shadow.abandon();
            throw e;
        }
    }

    /** Nobody cleans the page of the stub there: a copy of it stays, that holds what it always held. */
    private static <T> T byBorrowed(Visit visit, Function<HeldCalls, T> work) {
        BorrowedCalls borrowed = new BorrowedCalls(visit.parent());
        T answer = work.apply(new HeldCalls(borrowed, visit.stub()));
        takeOutLeft(borrowed, visit);
        return answer;
    }

    private static void takeOutLeft(SystemCalls calls, Visit visit) {
        Cleaning cleaning = new Cleaning(calls, visit);
        cleaning.reap();
        cleaning.unmapLeft();
    }

    @Override
    public long attempt(Call call, long... arguments) {
        return calls.attempt(call, arguments);
    }

    @Override
    public String describe(Call call) {
        return calls.describe(call);
    }

    /** Writes a text of up to 15 letters for a call to read; answers where. */
    public long text(String text) {
        byte[] bytes = new byte[ROOM];
        byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, bytes, 0, Math.min(letters.length, ROOM - 1));
        return stub.note(bytes);
    }
}
