package io.sluice.trace.shadow;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.trace.tracer.Tracer;
import java.util.function.Consumer;

/** Traces a shadow as long as it lives, so that the filters of its calls rest. */
record Warden(int shadow) implements Consumer<Tracer> {

    @Override
    public void accept(Tracer tracer) {
        Ptrace ptrace = tracer.ptrace();
        try {
            ptrace.resume(shadow, 0);
            Stop stop = ptrace.await(shadow);
            while (!(stop instanceof Stop.Ended)) {
                ptrace.resume(shadow, stop instanceof Stop.Signalled signalled ? signalled.signal() : 0);
                stop = ptrace.await(shadow);
            }
        } catch (KernelException killed) {
            // A task that is killed leaves its stops by itself.
            return;
        }
    }
}
