package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.Ptrace;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that is ours alone until the tracing thread ends, with a thread of it stopped, and the stub in its place. What
 * another Sluice left is over by then.
 *
 * @param scratch memory that a shadow left behind in it
 */
record Visit(
        Ptrace ptrace,
        Host host,
        StubPlace stub,
        ForcedMemory memory,
        BorrowedThread parent,
        Optional<PageRange> scratch) {
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    /**
     * Begins one.
     *
     * @throws ShadowException when no calls can be made; nothing was changed
     */
    static Visit begin(Tracer tracer, int pid, ForcedMemory memory) {
        Hold.on(tracer, pid);
        Host host = Host.of(pid);
        host.requireNotStrict();
        StubPlace stub = StubPlace.in(pid, memory);
        awaitOthers(host, stub);
        int thread = borrowable(host, stub);
        if (thread != pid) {
            tracer.seize(thread);
        }
        BorrowedThread parent = new BorrowedThread(tracer.ptrace(), thread, stub, memory);
        parent.stop();
        if (stub.taken()) {
            new Evacuation(tracer, host, stub).await(thread);
        }
        Optional<PageRange> scratch = Leftovers.scratch(pid, stub);
        stub.put(Host.sluice());
        scratch.ifPresent(left -> stub.scratch(left.start()));
        return new Visit(tracer.ptrace(), host, stub, memory, parent, scratch);
    }

    /**
     * The same of a process that stands still as a whole, held by this tracing thread, and stays so.
     *
     * @throws ShadowException when no calls can be made, or something of a Sluice that died is in it; nothing was changed
     */
    static Visit ofStopped(Tracer tracer, int pid, ForcedMemory memory) {
        Host host = Host.of(pid);
        host.requireNotStrict();
        StubPlace stub = StubPlace.in(pid, memory);
        if (stub.taken()) {
            throw new ShadowException("something of another Sluice is in process " + pid);
        }
        BorrowedThread parent = new BorrowedThread(tracer.ptrace(), pid, stub, memory);
        parent.takeStopped();
        stub.put(Host.sluice());
        return new Visit(tracer.ptrace(), host, stub, memory, parent, Optional.empty());
    }

    /** The stub must stay as it is as long as a shadow may use it. One whose Sluice is dead leaves by itself. */
    private static void awaitOthers(Host host, StubPlace stub) {
        long started = System.nanoTime();
        while (stub.taken() && shadowLives(host, stub.shadow())) {
            if (LivingShadows.has(stub.shadow())) {
                throw new ShadowException("Sluice is at work in process " + host.pid() + " already");
            }
            if (System.nanoTime() - started > PATIENCE) {
                String owner = Host.lives(stub.owner())
                        ? "another Sluice, process " + stub.owner().pid() + ", is at work in it"
                        : "what a Sluice that died had in it, thread " + stub.shadow() + ", does not leave";
                throw new ShadowException(owner);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean shadowLives(Host host, int shadow) {
        return shadow != 0
                && TaskStatus.read(shadow)
                        .filter(status -> !status.ended())
                        .filter(status ->
                                status.process() == host.pid() || status.name().equals(Birth.NAME))
                        .isPresent();
    }

    /** One that a dead Sluice had borrowed comes first: it may not have put itself back yet. */
    private static int borrowable(Host host, StubPlace stub) {
        int before = stub.taken() ? stub.borrowed() : 0;
        return host.threads().contains(before) ? before : host.threads().get(0);
    }

    /** Has the thread make a shadow of a kind. */
    void clone(ShadowKind kind) {
        long number = parent.call(true, Architecture.current().number(Call.CLONE), kind.flags());
        if (number < 0) {
            throw new ShadowException("process " + host.pid() + " may not make a task: " + new Errno((int) -number));
        }
        stub.shadow(parent.child());
    }

    /** Takes the stub out again after something went wrong, unless somebody may be in it: then the next visit does. */
    void removeUnlessUsed() {
        if (!parent.away()) {
            stub.remove();
        }
    }

    /** The shadow that it made. */
    LedShadow shadow(CallFilters filters) {
        return new LedShadow(ptrace, parent.child(), stub, filters);
    }
}
