package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;
import java.util.Arrays;
import java.util.List;

/** A new shadow task, led through its first calls. If its tracer dies it gives back its memory and ends. */
final class LedShadow implements SystemCalls {
    private final Ptrace ptrace;
    private final LedTask task;
    private final StubPlace stub;
    private final CallFilters filters;
    private final Registers born;
    private long scratch;
    private long scratchBytes;

    /**
     * Waits for its first stop.
     *
     * @param filters those that would punish the target for its calls, if its tracer died
     */
    LedShadow(Ptrace ptrace, int thread, StubPlace stub, CallFilters filters) {
        this.ptrace = ptrace;
        this.task = new LedTask(ptrace, thread);
        this.stub = stub;
        this.filters = filters;
        task.next();
        this.born = Machine.current().registers(ptrace.registers(thread));
    }

    int id() {
        return task.thread();
    }

    @Override
    public long attempt(Call call, long... arguments) {
        return attempt(stub.lone(), call, arguments);
    }

    private long attempt(long place, Call call, long... arguments) {
        long number = Architecture.current().number(call);
        filters.requireHarmless(place, number, arguments);
        Registers calling = born.serving(0, 0, 0, scratch, scratchBytes).calling(place, number, arguments);
        ptrace.setRegisters(task.thread(), calling.words());
        task.toCall();
        task.toCall();
        return Machine.current().registers(ptrace.registers(task.thread())).result();
    }

    @Override
    public String describe(Call call) {
        return "the shadow's " + call;
    }

    /** Has it get memory by mmap(2), which it gives back when it ends; answers where. */
    long room(long bytes, long protection, long flags) {
        scratchBytes = bytes;
        long address = attempt(stub.room(), Call.MMAP, 0, bytes, protection, flags, -1, 0);
        scratchBytes = SystemCalls.failed(address) ? 0 : bytes;
        scratch = required(Call.MMAP, address);
        return scratch;
    }

    /**
     * Has it make many calls at once.
     *
     * @param list where in its memory they are listed
     * @param calls the same, a number and up to six arguments each
     */
    void all(long list, List<long[]> calls) {
        for (long[] call : calls) {
            filters.requireHarmless(stub.listed(), call[0], Arrays.copyOfRange(call, 1, call.length));
        }
        ptrace.setRegisters(
                task.thread(),
                born.serving(stub.listed(), 0, list, scratch, scratchBytes).words());
        task.toChild();
        int child = ptrace.child(task.thread());
        LivingShadows.add(child);
        LedTask bell = new LedTask(ptrace, child);
        bell.next();
        bell.runToEnd();
        LivingShadows.remove(child);
        task.toCall();
    }

    /**
     * Has it make a child that has a copy of the memory, and a table of descriptors as empty as its own. The child stands still,
     * and dies with this tracing thread; answers its number.
     */
    int fork() {
        long number = Architecture.current().number(Call.CLONE);
        filters.requireHarmless(stub.lone(), number, 0);
        Registers calling = born.serving(0, 0, 0, scratch, scratchBytes).calling(stub.lone(), number, 0, 0, 0, 0, 0);
        ptrace.setRegisters(task.thread(), calling.words());
        task.toCall();
        if (!(task.toCall() instanceof Stop.MadeChild)) {
            required(
                    Call.CLONE,
                    Machine.current().registers(ptrace.registers(task.thread())).result());
        }
        int child = ptrace.child(task.thread());
        LivingShadows.add(child);
        task.toCall();
        new LedTask(ptrace, child).next();
        ptrace.bind(child);
        return child;
    }

    /** Where it goes on once it is let go, or led no more. */
    void goesOn(long instruction, int requests, int answers) {
        Registers next = born.serving(instruction, requests, answers, scratch, scratchBytes);
        ptrace.setRegisters(task.thread(), next.words());
    }

    /** Lets it go. */
    void release() {
        ptrace.detach(task.thread(), 0);
    }

    /** Has it end; answers when it is gone, with its memory, and the page of the stub cleaned if that was prepared. */
    void leave() {
        goesOn(stub.leave(), 0, 0);
        task.runToEnd();
    }

    /** Has it end, if that can still be done, after something went wrong. */
    void abandon() {
        try {
            leave();
        } catch (KernelException | ShadowException gone) {
            // Either it is gone, or it goes when its tracer's thread ends.
            scratch = 0;
        }
    }
}
