package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of a target that is stopped for one call and put back as it was. If its tracer dies, whenever that is, it goes on
 * through the stub and puts itself back. All on the thread that seized it.
 */
final class BorrowedThread {
    /** Where in the area of rseq(2) the running sequence is, and what of that is where (linux/rseq.h). */
    private static final int SEQUENCE = 8;

    private static final int START = 8;
    private static final int LENGTH = 16;
    private static final int ABORT = 24;

    private static final int MOST_TRIES = 100;
    private static final long SET_MASK = 2; // SIG_SETMASK
    private static final long LONGEST_CURE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE = Duration.ofMillis(1).toNanos();
    private final Ptrace ptrace;
    private final LedTask task;
    private final StubPlace stub;
    private final ForcedMemory memory;
    private CallFilters filters = CallFilters.NONE;
    private Registers seen;
    private long mask;
    private boolean away;
    private boolean signalled;
    private int child;

    /** @param thread seized, and running */
    BorrowedThread(Ptrace ptrace, int thread, StubPlace stub, ForcedMemory memory) {
        this.ptrace = ptrace;
        this.task = new LedTask(ptrace, thread);
        this.stub = stub;
        this.memory = memory;
    }

    /**
     * Stops it, outside of the stub: one that a dead Sluice had borrowed is given the time to put itself back.
     *
     * @throws ShadowException when it can make no call that does no harm whatever becomes of Sluice
     */
    void stop() {
        remember();
        long started = System.nanoTime();
        while (isInside()) {
            if (System.nanoTime() - started > LONGEST_CURE) {
                throw new ShadowException(
                        "thread " + task.thread() + " is just being put back after another Sluice died");
            }
            ptrace.resume(task.thread(), 0);
            LockSupport.parkNanos(PAUSE);
            remember();
        }
        lead();
    }

    /**
     * The same of one that was stopped by others on this tracing thread, and stays so.
     *
     * @throws ShadowException as {@link #stop}, and where a Sluice that died has just borrowed it
     */
    void takeStopped() {
        look();
        if (isInside()) {
            throw new ShadowException("thread " + task.thread() + " is just being put back after another Sluice died");
        }
        lead();
    }

    private void lead() {
        if (ptrace.dispatches(task.thread())) {
            throw new ShadowException("thread " + task.thread() + " has its calls dispatched to itself");
        }
        if (Host.filtered(task.thread())) {
            filters = CallFilters.of(ptrace, task.thread());
            filters.requireAllowed(stub.address(), Call.RT_SIGPROCMASK, SET_MASK);
        }
        ptrace.lead(task.thread(), filters.filter());
    }

    /** A signal may have caught it there, and its handler goes back there. */
    private boolean isInside() {
        return stub.holds(seen.instruction()) || (isBorrowed() && goesBackInside());
    }

    private boolean isBorrowed() {
        return stub.taken() && stub.borrowed() == task.thread();
    }

    private boolean goesBackInside() {
        return SignalFrames.of(task.thread(), memory, seen.stackPointer()).leadInto(stub);
    }

    private void remember() {
        task.stop();
        look();
    }

    private void look() {
        Registers stopped = Machine.current().registers(ptrace.registers(task.thread()));
        if (!stopped.isNative()) {
            throw new ShadowException("thread " + task.thread() + " does not run 64-bit code");
        }
        seen = outOfSequence(stopped);
        mask = ptrace.signalMask(task.thread());
    }

    /**
     * A restartable sequence that is interrupted goes on at its abort handler. The kernel would see to that, but it looks
     * where the thread goes on, and that is the stub.
     */
    private Registers outOfSequence(Registers stopped) {
        long area = ptrace.restartableSequences(task.thread());
        long sequence = area == 0 ? 0 : memory.word(area + SEQUENCE);
        if (sequence == 0) {
            return stopped;
        }
        long into = stopped.instruction() - memory.word(sequence + START);
        boolean within = into >= 0 && into < memory.word(sequence + LENGTH);
        return within ? stopped.at(memory.word(sequence + ABORT)) : stopped;
    }

    /** Which it is. */
    int thread() {
        return task.thread();
    }

    /** What filters the calls that it makes. */
    CallFilters filters() {
        return filters;
    }

    /**
     * Has it make one call, once it is stopped. Afterwards it stands where it stood, and nothing of the call is left in it;
     * a child that it made is seized too.
     *
     * @return what the kernel answered
     */
    long call(boolean makesChild, long number, long... arguments) {
        filters.requireHarmless(stub.address(), number, arguments);
        for (int i = 0; i < MOST_TRIES; i++) {
            Registers settled = seen.settled();
            stub.borrow(task.thread(), settled, mask, number, arguments);
            stub.requireSeenBy(ptrace, task.thread());
            away = true;
            ptrace.setRegisters(
                    task.thread(), settled.entering(stub.address(), makesChild).words());
            if (blocksSignals()) {
                return callAndBack();
            }
            remember();
        }
        throw new ShadowException("thread " + task.thread() + " gets one signal after the other");
    }

    /**
     * Lets it block its signals; false when one came before that. That one is taken as if the thread had never left: in a
     * call that the signal ends, or that is made anew behind it, as the kernel decides.
     */
    private boolean blocksSignals() {
        Stop begun = task.toCallOrSignal();
        if (begun instanceof Stop.Signalled signalled) {
            ptrace.setRegisters(task.thread(), seen.words());
            away = false;
            this.signalled = true;
            ptrace.interrupt(task.thread());
            ptrace.resume(task.thread(), signalled.signal());
            return false;
        }
        task.toCall();
        return true;
    }

    private long callAndBack() {
        task.toCall();
        Stop stop = task.toCall();
        if (stop instanceof Stop.MadeChild) {
            child = ptrace.child(task.thread());
            LivingShadows.add(child);
            task.toCall();
        }
        long result =
                Machine.current().registers(ptrace.registers(task.thread())).result();
        back();
        return result;
    }

    /**
     * Its signals must not be let in before it stands where that does no harm, and must be before it goes on by itself. Its
     * registers are those of the stop: letting it go has the kernel begin the interrupted call anew (PTRACE_DETACH wakes it
     * as for a signal), or end it if a signal came meanwhile.
     */
    private void back() {
        ptrace.setRegisters(task.thread(), seen.settled().at(stub.ending()).words());
        ptrace.setSignalMask(task.thread(), mask);
        ptrace.setRegisters(task.thread(), seen.words());
        away = false;
        stub.giveBack();
    }

    /** Whether it, or a child that it has just made, may still be in the stub, which then has to stay. */
    boolean away() {
        return away || LivingShadows.has(child);
    }

    /** Whether it took a signal when it was to make a call: then the kernel may have written a frame onto its stack. */
    boolean signalled() {
        return signalled;
    }

    /** The child that its last call made. */
    int child() {
        return child;
    }

    /** Lets it run on. */
    void release() {
        try {
            ptrace.detach(task.thread(), 0);
        } catch (KernelException ended) {
            // It was killed: there is nothing to let go of.
            seen = null;
        }
    }
}
