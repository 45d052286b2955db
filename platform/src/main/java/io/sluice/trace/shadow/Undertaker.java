package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;

/** Takes out of a target what a shadow that has left could not take along. */
final class Undertaker {
    /** wait(2): any child, whatever its signal. */
    private static final long WAIT_ALL = 0x4000_0000;

    private Undertaker() {}

    /** Only a thread of the parent can reap a child. */
    static void bury(Host host, ForcedMemory memory, StubPlace stub, Shadow.Born born) {
        stub.remove();
        if (born.kind() == ShadowKind.PROCESS) {
            Host now = Host.of(host.pid());
            HeldCalls.in(now, memory, stub, calls -> calls.attempt(Call.WAIT4, born.inNamespace(), 0, WAIT_ALL, 0));
            stub.remove();
        }
    }
}
