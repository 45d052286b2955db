package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.RequestPipes;
import io.sluice.spi.memory.PageRange;
import java.nio.charset.StandardCharsets;

/** The making of a shadow, on one tracing thread. */
final class Birth {
    /** What it is called in lists of tasks and of mappings. */
    static final String NAME = "sluice-shadow";

    static final long EVERY_DESCRIPTOR = 0xffff_ffffL;
    static final long CLOSE_RANGE_UNSHARE = 2;
    private static final long READ_WRITE = 3;
    private static final long PRIVATE_ANONYMOUS = 0x22;
    private static final long PR_SET_NAME = 15;
    private static final long PR_SET_VMA = 0x5356_4d41;
    private static final long O_CLOEXEC = 0_2000000;
    private static final long DONTNEED = 4;
    /** What the cleaning call is told and answers: see the stub. */
    private static final int CLEANING_BYTES = 60;

    private final Ptrace ptrace;
    private final Host host;
    private final ForcedMemory memory;
    private final StubPlace stub;

    Birth(Ptrace ptrace, Host host, ForcedMemory memory, StubPlace stub) {
        this.ptrace = ptrace;
        this.host = host;
        this.memory = memory;
        this.stub = stub;
    }

    Shadow.Born run() {
        requireFree(stub);
        int thread = host.threads().get(0);
        ptrace.seizeToLead(thread, host.filtered());
        stub.put(Host.sluice());
        BorrowedThread parent = new BorrowedThread(ptrace, thread, stub, memory);
        ShadowKind kind = host.kind();
        long number = parent.call(true, Architecture.current().number(Call.CLONE), kind.flags());
        if (number < 0) {
            parent.release();
            stub.remove();
        }
        requireMade(host, number);
        LivingShadows.add(parent.child());
        parent.release();
        LedShadow shadow = new LedShadow(ptrace, parent.child(), stub);
        return settle(shadow, kind, (int) number);
    }

    static void requireMade(Host host, long number) {
        if (number < 0) {
            throw new ShadowException("process " + host.pid() + " may not make a task: " + new Errno((int) -number));
        }
    }

    static void requireFree(StubPlace stub) {
        if (stub.taken() && Host.lives(stub.owner())) {
            throw new ShadowException("another Sluice, process " + stub.owner().pid() + ", is at work in it");
        }
    }

    private Shadow.Born settle(LedShadow shadow, ShadowKind kind, int inNamespace) {
        shadow.call(Call.CLOSE_RANGE, 0, EVERY_DESCRIPTOR, CLOSE_RANGE_UNSHARE);
        if (kind == ShadowKind.PROCESS) {
            shadow.call(Call.SETSID);
        }
        Scratch scratch = scratch(shadow);
        PidDescriptor life = PidDescriptor.open(shadow.id());
        long[] requests = pipe(shadow, scratch);
        long[] answers = pipe(shadow, scratch);
        OpenFile writes = life.file((int) requests[1]);
        OpenFile reads = life.file((int) answers[0]);
        shadow.call(Call.CLOSE, requests[1]);
        shadow.call(Call.CLOSE, answers[0]);
        long self = shadow.call(Call.PIDFD_OPEN, shadow.call(Call.GETPID), 0);
        boolean cleans = mayClean(shadow, host, stub, memory, scratch.small(), self) && stub.cleanedByShadow();
        shadow.goesOn(stub.server(), (int) requests[0], (int) answers[1], (int) self);
        shadow.release();
        return new Shadow.Born(shadow.id(), inNamespace, kind, cleans, life, new RequestPipes(writes, reads), scratch);
    }

    private Scratch scratch(LedShadow shadow) {
        long address = shadow.call(Call.MMAP, 0, Scratch.BYTES, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
        shadow.owns(address, Scratch.BYTES);
        Scratch scratch = new Scratch(memory, new PageRange(address, address + Scratch.BYTES));
        memory.write(scratch.small(), (NAME + "\0").getBytes(StandardCharsets.US_ASCII));
        shadow.attempt(Call.PRCTL, PR_SET_NAME, scratch.small());
        // Kernels without names for memory refuse that one.
        shadow.attempt(Call.PRCTL, PR_SET_VMA, 0, address, Scratch.BYTES, scratch.small());
        return scratch;
    }

    private long[] pipe(LedShadow shadow, Scratch scratch) {
        shadow.call(Call.PIPE2, scratch.small(), O_CLOEXEC);
        long ends = memory.word(scratch.small());
        return new long[] {ends & 0xffff_ffffL, ends >>> Integer.SIZE};
    }

    /**
     * Tries it on a page of the vdso where nothing of ours is. A filter of calls could refuse it later.
     *
     * @param room where the page is named to the kernel
     */
    static boolean mayClean(LedShadow shadow, Host host, StubPlace stub, ForcedMemory memory, long room, long self) {
        if (host.filtered() || stub.otherPage().isEmpty()) {
            return false;
        }
        memory.write(room, stub.otherPage().get().start(), CLEANING_BYTES);
        return shadow.attempt(Call.PROCESS_MADVISE, self, room, 1, DONTNEED, 0) == CLEANING_BYTES;
    }
}
