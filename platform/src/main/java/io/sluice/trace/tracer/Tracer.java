package io.sluice.trace.tracer;

import io.sluice.kernel.Ptrace;

/** What work on a tracing thread traces with. Used by that thread alone. */
public final class Tracer {
    private final Ptrace ptrace = new Ptrace();
    private final int thread = ptrace.tracer();
    private final SeizeRescue rescue;

    Tracer(SeizeRescue rescue) {
        this.rescue = rescue;
    }

    /** The calls to trace with. */
    public Ptrace ptrace() {
        return ptrace;
    }

    /** This thread, as TracerPid names it (proc_pid_status(5)). */
    public int thread() {
        return thread;
    }

    /**
     * Becomes the tracer of a running thread, which runs on. It is helped if it takes long.
     *
     * @throws io.sluice.kernel.KernelException when the thread cannot be seized
     */
    public void seize(int task) {
        rescue.begins();
        boolean seized = false;
        try {
            ptrace.seize(task);
            seized = true;
        } finally {
            if (seized) {
                rescue.ends(task);
            } else {
                rescue.fails();
            }
        }
    }
}
