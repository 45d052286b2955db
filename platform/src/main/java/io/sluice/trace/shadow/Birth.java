package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.CoreDumps;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.RequestPipes;
import io.sluice.proc.TaskIdentity;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.tracer.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The making of a shadow, on one tracing thread. */
final class Birth {
    /** What it is called in lists of tasks and of mappings. */
    static final String NAME = "sluice-shadow";

    private static final long READ_WRITE = 3;
    private static final long PRIVATE_ANONYMOUS = 0x22;
    private static final long PR_SET_NAME = 15;
    private static final long PR_SET_VMA = 0x5356_4d41;
    private static final long DONTFORK = 10;
    private static final long O_CLOEXEC = 0_2000000;
    private final Tracer tracer;
    private final Visit visit;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Birth(Tracer tracer, Visit visit) {
        this.tracer = tracer;
        this.visit = visit;
    }

    /** Makes one; what goes wrong leaves nothing but what the next visit takes out. */
    static Shadow.Born run(Tracer tracer, int pid, ForcedMemory memory) {
        return new Birth(tracer, Visit.begin(tracer, pid, memory)).run();
    }

    private Shadow.Born run() {
        CallFilters filters = visit.parent().filters();
        ShadowKind kind = visit.host().kind(filters);
        born(kind, filters);
        LedShadow shadow = visit.shadow(CallFilters.NONE);
        try {
            if (filters.filter()) {
                CoreDumps.forbid(shadow.id());
                letGoOfFirst();
            }
            return settle(shadow, kind, filters);
        } catch (RuntimeException e) {
            shadow.abandon();
            opened.forEach(Birth::close);
            throw e;
        }
    }

    private void born(ShadowKind kind, CallFilters filters) {
        try {
            Undertaker.requireCanReap(visit.stub(), kind, filters);
            visit.clone(kind);
        } catch (RuntimeException e) {
            visit.removeUnlessUsed();
            throw e;
        } finally {
            visit.parent().release();
        }
    }

    /** The thread that traces the shadow from now on must not hold the target's first thread. */
    private void letGoOfFirst() {
        if (visit.parent().thread() != visit.host().pid()) {
            new LedTask(tracer.ptrace(), visit.host().pid()).stop();
            tracer.ptrace().detach(visit.host().pid(), 0);
        }
    }

    private Shadow.Born settle(LedShadow shadow, ShadowKind kind, CallFilters filters) {
        StubPlace stub = visit.stub();
        Cleaning cleaning = new Cleaning(shadow, visit);
        Departure departure = new Departure(shadow, visit);
        departure.leaveFiles();
        if (kind == ShadowKind.PROCESS) {
            shadow.call(Call.SETSID);
        }
        cleaning.unmapLeft();
        Scratch scratch = scratch(shadow);
        PidDescriptor life = open(PidDescriptor.open(shadow.id()));
        long[] requests = pipe(shadow, scratch);
        long[] answers = pipe(shadow, scratch);
        OpenFile writes = open(life.file((int) requests[1]));
        OpenFile reads = open(life.file((int) answers[0]));
        shadow.call(Call.CLOSE, requests[1]);
        shadow.call(Call.CLOSE, answers[0]);
        if (kind == ShadowKind.THREAD) {
            cleaning.reap();
        }
        departure.prepare(scratch.small(), filters);
        shadow.goesOn(stub.server(), (int) requests[0], (int) answers[1]);
        if (!filters.filter()) {
            shadow.release();
        }
        return new Shadow.Born(
                shadow.id(),
                TaskIdentity.startTicks(shadow.id()).orElse(0L),
                filters.filter(),
                life,
                new RequestPipes(writes, reads),
                scratch,
                traces(stub));
    }

    private static List<PageRange> traces(StubPlace stub) {
        List<PageRange> traces = new ArrayList<>(
                List.of(new PageRange(stub.address(), stub.page().end())));
        stub.usedWord().ifPresent(traces::add);
        return traces;
    }

    private <T extends AutoCloseable> T open(T file) {
        opened.push(file);
        return file;
    }

    private static void close(AutoCloseable file) {
        try {
            file.close();
        } catch (Exception e) {
            throw new AssertionError("closing a descriptor throws nothing", e);
        }
    }

    private Scratch scratch(LedShadow shadow) {
        long address = shadow.room(Scratch.BYTES, READ_WRITE, PRIVATE_ANONYMOUS);
        Scratch scratch = new Scratch(visit.memory(), new PageRange(address, address + Scratch.BYTES));
        visit.stub().scratch(address);
        // Children that the target makes meanwhile are not to have it.
        shadow.call(Call.MADVISE, address, Scratch.BYTES, DONTFORK);
        visit.memory().write(scratch.small(), (NAME + "\0").getBytes(StandardCharsets.US_ASCII));
        shadow.attempt(Call.PRCTL, PR_SET_NAME, scratch.small());
        // Kernels without names for memory refuse that one.
        shadow.attempt(Call.PRCTL, PR_SET_VMA, 0, address, Scratch.BYTES, scratch.small());
        return scratch;
    }

    private long[] pipe(LedShadow shadow, Scratch scratch) {
        shadow.call(Call.PIPE2, scratch.small(), O_CLOEXEC);
        long ends = visit.memory().word(scratch.small());
        return new long[] {ends & 0xffff_ffffL, ends >>> Integer.SIZE};
    }
}
