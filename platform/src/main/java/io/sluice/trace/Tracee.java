package io.sluice.trace;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.proc.TaskStatus;
import java.util.Optional;

/** One seized thread, and what is known of it. */
final class Tracee {
    private final Ptrace ptrace;
    private final int process;
    private final int thread;
    private State state = State.RUNNING;
    private int stopSignal;

    private enum State {
        RUNNING,
        TRAPPED,
        /** A vfork parent. It stands as long as its child does. */
        HELD,
        ENDED,
        RELEASED
    }

    Tracee(Ptrace ptrace, int process, int thread) {
        this.ptrace = ptrace;
        this.process = process;
        this.thread = thread;
    }

    int process() {
        return process;
    }

    int thread() {
        return thread;
    }

    boolean isLeader() {
        return process == thread;
    }

    boolean stands() {
        return state == State.TRAPPED || state == State.HELD;
    }

    boolean running() {
        return state == State.RUNNING;
    }

    boolean held() {
        return state == State.HELD;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** Asks it to stop. One that has ended cannot be asked; {@link #look} finds that out. */
    void interrupt() {
        state = State.RUNNING;
        try {
            ptrace.interrupt(thread);
        } catch (KernelException ending) {
            look();
        }
    }

    /** Looks what became of it, without waiting, and reaps it if it has ended: others may wait for that. */
    void look() {
        Optional<Stop> stop = ptrace.poll(thread);
        if (stop.isEmpty()) {
            return;
        }
        if (stop.get() instanceof Stop.Signalled signalled) {
            passOn(signalled.signal());
        } else {
            stopped(stop.get());
        }
    }

    private void stopped(Stop stop) {
        if (stop instanceof Stop.Trapped trapped) {
            state = State.TRAPPED;
            stopSignal = trapped.signal();
        } else {
            state = State.ENDED;
        }
    }

    /** Which signal has stopped its process; 0 when none has. */
    int stopSignal() {
        return stopSignal;
    }

    /** Any stop of another kind may take the place of the one that was asked for, so it is asked again. */
    private void passOn(int signal) {
        try {
            ptrace.interrupt(thread);
            ptrace.resume(thread, signal);
        } catch (KernelException killed) {
            state = State.RUNNING;
        }
    }

    /** A look that takes longer, at one that does not stop: it may be held, or a leader whose threads live on. */
    void lookCloser() {
        if (VforkWait.holds(process, thread)) {
            state = State.HELD;
        } else if (TaskStatus.read(thread).filter(status -> !status.ended()).isEmpty()) {
            look();
            state = state == State.RUNNING && isLeader() ? State.ENDED : state;
        } else {
            askAgain();
        }
    }

    /**
     * Another thread of its process may have executed a program: then it has taken over this number, and the request to
     * stop went to the one that had it before. To be asked twice does no harm.
     */
    private void askAgain() {
        look();
        if (state == State.RUNNING) {
            interrupt();
        }
    }

    /** Looks whether it still stands; answers false when it has to be stopped again. */
    boolean confirm() {
        return state != State.TRAPPED || ptrace.stands(thread);
    }

    /** Lets it go, if it can be let go; else the kernel does when the tracing thread ends. */
    void release() {
        try {
            if (state == State.HELD || state == State.RUNNING) {
                look();
            }
            if (state == State.TRAPPED) {
                state = State.RELEASED;
                ptrace.detach(thread, 0);
            }
        } catch (KernelException gone) {
            state = State.ENDED;
        }
    }

    String describe() {
        String name = TaskStatus.read(thread).map(TaskStatus::name).orElse("?");
        return "thread " + thread + " of process " + process + " (" + name + ")";
    }
}
