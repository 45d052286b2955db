package io.sluice.dump;

import io.sluice.failure.SluiceException;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Signals;
import io.sluice.proc.TaskMappings;
import io.sluice.spi.ComponentException;
import io.sluice.state.TreeState;
import io.sluice.state.TreeState.Visitor;
import io.sluice.trace.FrozenTree;
import io.sluice.trace.FrozenWork;
import io.sluice.trace.shadow.MemoryCopies;
import io.sluice.trace.shadow.ShadowException;
import io.sluice.trace.shadow.StoppedCalls;
import io.sluice.trace.tracer.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a dump does in the stop: it takes the state, then the memory, or hold of it, which is one instant. A tree that is not to
 * run on meanwhile is stopped until the set is committed, and only then killed.
 */
final class FrozenDump implements FrozenWork<FrozenDump.Taken> {
    private static final int SIGSTOP = 19;
    /** The heap of a program that has Sluice within it may be larger, and is not ours to collect. */
    private static final long OWN_HEAP = 256L << 20;

    private final StopWork arming;
    private final List<Integer> known;
    private final TreeState state;
    private final TreeDrain drain;
    private final DumpRequest request;
    private final Optional<MemoryCopies> copies;
    private final Committing committing;
    private final Ending ending;

    /**
     * @param arming what is done first
     * @param known the processes of the tree, as far as they are known
     * @param copies makes copies of memory, which outlive the stop; empty: all memory is taken in the stop
     */
    FrozenDump(
            StopWork arming,
            List<Integer> known,
            TreeState state,
            TreeDrain drain,
            DumpRequest request,
            Optional<MemoryCopies> copies,
            Committing committing,
            Ending ending) {
        this.arming = arming;
        this.known = known;
        this.state = state;
        this.drain = drain;
        this.request = request;
        this.copies = copies;
        this.committing = committing;
        this.ending = ending;
    }

    /** Makes the set of what was taken. */
    interface Committing {
        void commit(Taken taken, Facts.Stop stop) throws IOException;
    }

    /**
     * What was taken of a tree.
     *
     * @param processes whose it is
     * @param draining how long its memory took
     */
    record Taken(List<Integer> processes, Duration draining) {
        /** With the memory that was only held, and took so long. */
        Taken with(Duration held) {
            return new Taken(processes, draining.plus(held));
        }
    }

    @Override
    public void look() {
        state.look(known);
        known.forEach(pid -> state.seenBefore(pid).ifPresent(mappings -> doing(() -> drain.lookBefore(pid, mappings))));
        if (isShort() && Runtime.getRuntime().maxMemory() <= OWN_HEAP) {
            // Else the garbage of all that came before might be collected in the stop, which takes up to 30 ms.
            System.gc();
        }
    }

    @Override
    public Taken on(FrozenTree tree) {
        long begun = System.nanoTime();
        List<Integer> processes = arming.on(tree);
        try {
            state.take(tree, visitor());
            long drainBegun = System.nanoTime();
            state.segments().forEach(drain::add);
            drain.keep();
            drain.take(processes);
            Taken taken = new Taken(processes, Spent.since(drainBegun));
            if (!request.runsOnMeanwhile()) {
                committing.commit(
                        taken, new Facts.Stop(tree.freezing(), tree.freezing().plus(Spent.since(begun))));
                processes.forEach(this::end);
            }
            return taken;
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(int process) {
        switch (request.after()) {
            case KILLED -> ending.kill(process);
            case STOPPED -> Signals.send(process, SIGSTOP);
            case RUNNING -> {}
        }
    }

    private Visitor visitor() {
        return new Visitor() {
            @Override
            public void begin(int pid, TaskMappings mappings) {
                drain.seen(pid, mappings);
                copies.ifPresent(any -> doing(() -> drain.look(pid)));
            }

            @Override
            public void end(int pid, StoppedCalls calls) {
                copies.ifPresent(
                        making -> doing(() -> drain.hold(pid, calls.signalled(), () -> making.make(pid, calls))));
            }
        };
    }

    /** What components and images are asked for where nothing may be thrown that is to be declared. */
    @FunctionalInterface
    private interface Doing {
        void run() throws IOException, ComponentException;
    }

    private static void doing(Doing what) {
        try {
            what.run();
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Consumer<Tracer>> stays() {
        return copies.filter(MemoryCopies::any).map(staying -> staying);
    }

    /** Not where all memory is read in it. */
    @Override
    public boolean isShort() {
        return copies.isPresent() || arming.arms();
    }

    @Override
    public void rehearse(FrozenTree helper) {
        arming.rehearse(helper);
        try {
            state.rehearse(helper, rehearsing(helper));
        } catch (KernelException | ShadowException | SluiceException unable) {
            // Then the first stop is slower, and the request finds out by itself what is wrong.
            return;
        }
    }

    private Visitor rehearsing(FrozenTree helper) {
        return new Visitor() {
            @Override
            public void begin(int pid, TaskMappings mappings) {
                copies.ifPresent(any -> doing(() -> OpenedTask.rehearse(pid, mappings)));
            }

            @Override
            public void end(int pid, StoppedCalls calls) {
                copies.ifPresent(any -> {
                    MemoryCopies rehearsed = new MemoryCopies();
                    rehearsed.make(pid, calls);
                    rehearsed.discard(helper.tracer(), calls);
                });
            }
        };
    }
}
