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
 * made it is held, so that a target of one thread does not see that it has two; that takes about a millisecond. What shadows
 * of a Sluice that was killed left in the target is taken out on the way.
 */
public final class HeldCalls implements SystemCalls {
    private static final int ROOM = 16;
    private final LedShadow shadow;
    private final StubPlace stub;

    private HeldCalls(LedShadow shadow, StubPlace stub) {
        this.shadow = shadow;
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
            CallFilters filters = visit.parent().filters();
            filters.requireAllowed(visit.stub().address(), Call.EXIT);
            visit.clone(ShadowKind.THREAD);
            T answer = with(visit, visit.shadow(filters), filters, work);
            visit.stub().remove();
            return answer;
        } catch (RuntimeException e) {
            visit.removeUnlessUsed();
            throw e;
        } finally {
            visit.parent().release();
        }
    }

    private static <T> T with(Visit visit, LedShadow shadow, CallFilters filters, Function<HeldCalls, T> work) {
        try {
            T answer = work.apply(new HeldCalls(shadow, visit.stub()));
            Cleaning cleaning = new Cleaning(shadow, visit);
            cleaning.leaveFiles();
            cleaning.reap();
            cleaning.unmapLeft();
            cleaning.prepare(visit.stub().noteAddress(), filters);
            shadow.leave();
            return answer;
        } catch (RuntimeException e) {
            shadow.abandon();
            throw e;
        }
    }

    @Override
    public long attempt(Call call, long... arguments) {
        return shadow.attempt(call, arguments);
    }

    @Override
    public String describe(Call call) {
        return shadow.describe(call);
    }

    /** Writes a text of up to 15 letters for a call to read; answers where. */
    public long text(String text) {
        byte[] bytes = new byte[ROOM];
        byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, bytes, 0, Math.min(letters.length, ROOM - 1));
        return stub.note(bytes);
    }
}
