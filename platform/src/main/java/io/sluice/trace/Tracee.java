package io.sluice.trace;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** One seized thread. */
final class Tracee {
    private final int process;
    private final int thread;
    private State state = State.RUNNING;

    private enum State {
        RUNNING,
        TRAPPED,
        /** A vfork parent: the kernel stops it only when its child has executed or ended, and its child stands still. */
        HELD,
        ENDED,
        RELEASED
    }

    Tracee(int process, int thread) {
        this.process = process;
        this.thread = thread;
    }

    int process() {
        return process;
    }

    int thread() {
        return thread;
    }

    boolean stands() {
        return state == State.TRAPPED || state == State.HELD;
    }

    boolean running() {
        return state == State.RUNNING;
    }

    void ended() {
        state = State.ENDED;
    }

    /** Looks what became of it, without waiting. A signal on its way is passed on; the interrupt is still to come then. */
    void look(Ptrace ptrace) {
        Optional<Stop> stop = ptrace.poll(thread);
        if (stop.isEmpty()) {
            return;
        }
        if (stop.get() instanceof Stop.Signalled signalled) {
            ptrace.resume(thread, signalled.signal());
        } else {
            state = stop.get() instanceof Stop.Trapped ? State.TRAPPED : State.ENDED;
        }
    }

    /** Whether it waits for a vfork child; then it counts as standing. */
    boolean isHeld() {
        boolean uninterruptible =
                TaskStatus.read(thread).filter(status -> status.state() == 'D').isPresent();
        boolean vforks = ProcFile.read("/proc/" + process + "/task/" + thread + "/syscall")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).split(" ", 2)[0])
                .filter(number -> !number.startsWith("running") && !number.startsWith("-"))
                .filter(number -> Architecture.current().mayVfork(Long.parseLong(number)))
                .isPresent();
        boolean held = uninterruptible && vforks;
        if (held) {
            state = State.HELD;
        }
        return held;
    }

    /**
     * Whether it can still be taken for standing. One that waits for its vfork child can, as long as it waits and a child
     * of it is among those that stand; when not, it is running again, and will stop at its interrupt.
     */
    boolean heldBy(Set<Integer> standing) {
        if (state != State.HELD) {
            return true;
        }
        boolean child = ProcessTree.children(process, thread).stream().anyMatch(standing::contains);
        if (!child || !isHeld()) {
            state = State.RUNNING;
        }
        return state == State.HELD;
    }

    /** Lets it go, if it can be let go. */
    void release(Ptrace ptrace) {
        if (state == State.HELD) {
            look(ptrace);
        }
        if (state == State.TRAPPED) {
            state = State.RELEASED;
            ptrace.detach(thread, 0);
        }
    }

    String describe() {
        String name = TaskStatus.read(thread).map(TaskStatus::name).orElse("?");
        return "thread " + thread + " of process " + process + " (" + name + ")";
    }
}
