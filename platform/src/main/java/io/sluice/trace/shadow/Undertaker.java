package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskIdentity;
import io.sluice.trace.tracer.TracerThread;

/** Takes out of a target what a shadow that has left could not take along. */
final class Undertaker {

    private Undertaker() {}

    /**
     * Buries a shadow that has left. Where it was a thread, only a word is left of it, or a page of zeros: the target does not
     * stop for that.
     *
     * @throws ShadowException when the target is gone, or lets nobody in
     */
    static void bury(int pid, int shadow) {
        TracerThread.run("sluice-undertaker", tracer -> {
            Hold.on(tracer, pid);
            try (ForcedMemory memory = ForcedMemory.open(pid)) {
                StubPlace.in(pid, memory).removeOf(shadow);
            }
            return shadow;
        });
        if (!Leftovers.ended(pid).isEmpty()) {
            HeldCalls.in(pid, calls -> shadow);
        }
    }

    /**
     * Takes out of the children, that the target made since a shadow was born in it, their copies of what was in its memory
     * then: nothing runs there, but it is not theirs.
     */
    static void clearCopies(int pid, int shadow, long born) {
        for (int process : ProcessTree.processes(pid)) {
            boolean later = TaskIdentity.startTicks(process)
                    .filter(start -> start >= born)
                    .isPresent();
            if (later && process != pid && !LivingShadows.has(process) && hasCopy(process, shadow)) {
                clear(process);
            }
        }
    }

    private static boolean hasCopy(int process, int shadow) {
        try (ForcedMemory memory = ForcedMemory.open(process)) {
            StubPlace stub = StubPlace.in(process, memory);
            return stub.taken() && stub.shadow() == shadow;
        } catch (KernelException | ShadowException gone) {
            return false;
        }
    }

    /** Takes out what is left behind, if there is something and it can be done. */
    static void clear(int pid) {
        try {
            if (Leftovers.any(pid)) {
                HeldCalls.in(pid, calls -> pid);
            }
        } catch (KernelException | ShadowException refused) {
            // It does no harm; the next visit tries again.
            return;
        }
    }

    /** A child can be made only where it can be reaped too, by a thread for that alone. */
    static void requireCanReap(StubPlace stub, ShadowKind kind, CallFilters filters) {
        if (kind == ShadowKind.PROCESS && filters.filter()) {
            long clone = Architecture.current().number(Call.CLONE);
            filters.requireHarmless(stub.address(), clone, ShadowKind.THREAD.flags());
            for (Call call : new Call[] {Call.CLOSE_RANGE, Call.WAIT4, Call.PIDFD_OPEN, Call.GETPID, Call.MUNMAP}) {
                filters.requireHarmless(stub.lone(), Architecture.current().number(call));
            }
            filters.requireAllowed(stub.address(), Call.EXIT);
        }
    }
}
