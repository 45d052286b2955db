package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;

/** A new shadow task, led through its first calls. If its tracer dies it gives back its memory and ends. */
final class LedShadow {
    private static final int MOST_ERRNO = 4095;
    private final Ptrace ptrace;
    private final LedTask task;
    private final StubPlace stub;
    private final Registers born;
    private long scratch;
    private long scratchBytes;

    /** Waits for its first stop. */
    LedShadow(Ptrace ptrace, int thread, StubPlace stub) {
        this.ptrace = ptrace;
        this.task = new LedTask(ptrace, thread);
        this.stub = stub;
        task.next();
        this.born = Machine.current().registers(ptrace.registers(thread));
    }

    int id() {
        return task.thread();
    }

    /** What it gives back when it ends. */
    void owns(long address, long bytes) {
        scratch = address;
        scratchBytes = bytes;
    }

    /** Has it make a call; answers what the kernel answered, a negative errno too. */
    long attempt(Call call, long... arguments) {
        long number = Architecture.current().number(call);
        Registers calling = born.serving(0, 0, 0, 0, scratch, scratchBytes).calling(stub.lone(), number, arguments);
        ptrace.setRegisters(task.thread(), calling.words());
        task.toCall();
        task.toCall();
        return Machine.current().registers(ptrace.registers(task.thread())).result();
    }

    /** The same, for a call that has to succeed. */
    long call(Call call, long... arguments) {
        long result = attempt(call, arguments);
        if (result < 0 && result >= -MOST_ERRNO) {
            throw new KernelException(new Errno((int) -result), "the shadow's " + call);
        }
        return result;
    }

    /** Where it goes on once it is let go, or led no more. */
    void goesOn(long instruction, int requests, int answers, int process) {
        Registers next = born.serving(instruction, requests, answers, process, scratch, scratchBytes);
        ptrace.setRegisters(task.thread(), next.words());
    }

    /** Lets it go. */
    void release() {
        ptrace.detach(task.thread(), 0);
    }

    /**
     * Has it end, with nothing of it left in the table of descriptors, and the page of the stub cleaned if it can be. Returns
     * when it is gone.
     */
    void leaveCleaning(Host host, ForcedMemory memory) {
        call(Call.CLOSE_RANGE, 0, Birth.EVERY_DESCRIPTOR, Birth.CLOSE_RANGE_UNSHARE);
        long self = attempt(Call.PIDFD_OPEN, call(Call.GETPID), 0);
        if (self >= 0 && Birth.mayClean(this, host, stub, memory, stub.noteAddress(), self)) {
            stub.cleanedByShadow();
        }
        goesOn(stub.leave(), 0, 0, (int) self);
        task.runToEnd();
    }
}
