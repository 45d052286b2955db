package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Some calls in a target's own table of descriptors, made by a shadow that lives for them alone. Meanwhile the thread that
 * made it is held, so that a target of one thread does not see that it has two; that takes about a millisecond.
 */
public final class HeldCalls {
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
            StubPlace stub = StubPlace.in(pid, memory);
            T answer = in(Host.of(pid), memory, stub, work);
            stub.remove();
            return answer;
        } catch (KernelException e) {
            throw new ShadowException("no calls can be made in process " + pid + ": " + e.getMessage(), e);
        }
    }

    static <T> T in(Host host, ForcedMemory memory, StubPlace stub, Function<HeldCalls, T> work) {
        return TracerThread.run("sluice-held-calls", ptrace -> on(ptrace, host, memory, stub, work));
    }

    private static <T> T on(
            Ptrace ptrace, Host host, ForcedMemory memory, StubPlace stub, Function<HeldCalls, T> work) {
        Birth.requireFree(stub);
        int thread = host.threads().get(0);
        ptrace.seizeToLead(thread, host.filtered());
        stub.put(Host.sluice());
        BorrowedThread parent = new BorrowedThread(ptrace, thread, stub, memory);
        try {
            long number = parent.call(true, Architecture.current().number(Call.CLONE), ShadowKind.THREAD.flags());
            Birth.requireMade(host, number);
            LivingShadows.add(parent.child());
            LedShadow shadow = new LedShadow(ptrace, parent.child(), stub);
            T answer = work.apply(new HeldCalls(shadow, stub));
            shadow.leaveCleaning(host, memory);
            LivingShadows.remove(parent.child());
            return answer;
        } finally {
            parent.release();
        }
    }

    /** Makes a call; answers what the kernel answered, a negative errno too. */
    public long attempt(Call call, long... arguments) {
        return shadow.attempt(call, arguments);
    }

    /**
     * The same, for a call that has to succeed.
     *
     * @throws KernelException with the errno when it does not
     */
    public long call(Call call, long... arguments) {
        return shadow.call(call, arguments);
    }

    /** Writes a text of up to 15 letters for a call to read; answers where. */
    public long text(String text) {
        byte[] bytes = new byte[ROOM];
        byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, bytes, 0, Math.min(letters.length, ROOM - 1));
        return stub.note(bytes);
    }
}
