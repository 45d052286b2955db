package io.sluice.trace.shadow;

import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;

/**
 * A thread of a target that is stopped for one call and put back as it was. If its tracer dies, whenever that is, it goes on
 * through the stub and puts itself back. All on the thread that seizes it.
 */
final class BorrowedThread {
    /** Where in the area of rseq(2) the running sequence is, and what of that is where (linux/rseq.h). */
    private static final int SEQUENCE = 8;

    private static final int START = 8;
    private static final int LENGTH = 16;
    private static final int ABORT = 24;

    private static final int MOST_TRIES = 100;
    private final Ptrace ptrace;
    private final LedTask task;
    private final StubPlace stub;
    private final ForcedMemory memory;
    private Registers back;
    private long mask;
    private int child;

    BorrowedThread(Ptrace ptrace, int thread, StubPlace stub, ForcedMemory memory) {
        this.ptrace = ptrace;
        this.task = new LedTask(ptrace, thread);
        this.stub = stub;
        this.memory = memory;
    }

    /**
     * Has it make one call. Afterwards it stands where it stood, and nothing of the call is left in it; a child that it made
     * is seized too.
     *
     * @return what the kernel answered
     */
    long call(boolean makesChild, long number, long... arguments) {
        for (int i = 0; i < MOST_TRIES; i++) {
            remember();
            stub.state(back, mask, makesChild, number, arguments);
            ptrace.setRegisters(
                    task.thread(), back.entering(stub.address() + entry()).words());
            if (blocksSignals()) {
                return callAndBack();
            }
        }
        throw new ShadowException("thread " + task.thread() + " gets one signal after the other");
    }

    private long entry() {
        return stub.entry() - stub.address();
    }

    private void remember() {
        task.stop();
        Registers seen = Machine.current().registers(ptrace.registers(task.thread()));
        if (!seen.isNative()) {
            throw new ShadowException("thread " + task.thread() + " does not run 64-bit code");
        }
        if (stub.holds(seen.instruction())) {
            throw new ShadowException("thread " + task.thread() + " is just being put back after another Sluice died");
        }
        back = outOfSequence(seen.settled());
        mask = ptrace.signalMask(task.thread());
    }

    /**
     * A restartable sequence that is interrupted goes on at its abort handler. The kernel would see to that, but it looks
     * where the thread goes on, and that is the stub.
     */
    private Registers outOfSequence(Registers seen) {
        long area = ptrace.restartableSequences(task.thread());
        long sequence = area == 0 ? 0 : memory.word(area + SEQUENCE);
        if (sequence == 0) {
            return seen;
        }
        long into = seen.instruction() - memory.word(sequence + START);
        boolean within = into >= 0 && into < memory.word(sequence + LENGTH);
        return within ? seen.at(memory.word(sequence + ABORT)) : seen;
    }

    /** Lets it block its signals; false when one came before that, which it then takes where it was. */
    private boolean blocksSignals() {
        Stop begun = task.toCall();
        if (begun instanceof Stop.Signalled signalled) {
            ptrace.setRegisters(task.thread(), back.words());
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
            task.toCall();
        }
        long result =
                Machine.current().registers(ptrace.registers(task.thread())).result();
        // In this order: between the two the stub would set the same mask once more.
        ptrace.setSignalMask(task.thread(), mask);
        ptrace.setRegisters(task.thread(), back.words());
        return result;
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
            back = null;
        }
    }
}
