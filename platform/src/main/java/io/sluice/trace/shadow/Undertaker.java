package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.Ptrace;

/** Takes out of a target what a shadow that has left could not take along. */
final class Undertaker {
    /** wait(2): any child, whatever its signal. */
    private static final long WAIT_ALL = 0x4000_0000;

    private Undertaker() {}

    static void bury(Host host, ForcedMemory memory, StubPlace stub, Shadow.Born born) {
        if (born.kind() == ShadowKind.PROCESS) {
            TracerThread.run("sluice-undertaker", ptrace -> {
                reap(ptrace, host, memory, stub, born);
                return born;
            });
        }
        stub.remove();
    }

    /**
     * Only a thread of the parent can reap a child. It is a shadow that lives just for that; meanwhile the thread that made
     * it is held, so that a target of one thread does not see that it has two.
     */
    private static void reap(Ptrace ptrace, Host host, ForcedMemory memory, StubPlace stub, Shadow.Born born) {
        int thread = Host.of(host.pid()).threads().get(0);
        ptrace.seizeToLead(thread, host.filtered());
        stub.put(Host.sluice());
        BorrowedThread parent = new BorrowedThread(ptrace, thread, stub, memory);
        if (host.filtered()) {
            parent.call(false, Architecture.current().number(Call.WAIT4), born.inNamespace(), 0, WAIT_ALL, 0);
            parent.release();
            return;
        }
        long number = parent.call(true, Architecture.current().number(Call.CLONE), ShadowKind.THREAD.flags());
        if (number > 0) {
            LivingShadows.add(parent.child());
            reapBy(new LedShadow(ptrace, parent.child(), stub), stub, born);
            LivingShadows.remove(parent.child());
        }
        parent.release();
    }

    private static void reapBy(LedShadow shadow, StubPlace stub, Shadow.Born born) {
        shadow.call(Call.CLOSE_RANGE, 0, Birth.EVERY_DESCRIPTOR, Birth.CLOSE_RANGE_UNSHARE);
        shadow.attempt(Call.WAIT4, born.inNamespace(), 0, WAIT_ALL, 0);
        long self = born.cleans() ? shadow.attempt(Call.PIDFD_OPEN, shadow.call(Call.GETPID), 0) : -1;
        if (self >= 0) {
            stub.cleanedByShadow();
        }
        try (PidDescriptor life = PidDescriptor.open(shadow.id())) {
            shadow.goesOn(stub.leave(), 0, 0, (int) self);
            shadow.release();
            while (life.alive()) {
                Thread.onSpinWait();
            }
        }
    }
}
