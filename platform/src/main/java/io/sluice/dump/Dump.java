package io.sluice.dump;

import io.sluice.dump.FrozenDump.Taken;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.NewSet;
import io.sluice.image.SetKind;
import io.sluice.image.StorageFailure;
import io.sluice.image.Uptime;
import io.sluice.kernel.KernelException;
import io.sluice.memory.WorkerCrew;
import io.sluice.proc.MemoryRoom;
import io.sluice.proc.ResidentMemory;
import io.sluice.spi.ComponentException;
import io.sluice.state.TreeState;
import io.sluice.trace.FreezeResult;
import io.sluice.trace.TreeFreezer;
import io.sluice.trace.TreeSurvey;
import io.sluice.trace.shadow.Leftovers;
import io.sluice.trace.shadow.MemoryCopies;
import io.sluice.trace.shadow.Shadows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The use case: a tree, memory and state of one instant, goes into a new set, from which CRIU restores it. */
public final class Dump {
    private static final String READS = "a dump reads the memory of a tree while that stands still";

    private final DumpRequest request;
    private final Means means;
    private final ActionScripts scripts;

    /** @param means with what it is done */
    public Dump(DumpRequest request, Means means) {
        this.request = request;
        this.means = means;
        this.scripts = new ActionScripts(request.actionScripts(), request.pid(), request.set());
    }

    /**
     * Does it.
     *
     * @throws SluiceException with the reason; then there is no new set, and the tree runs on
     */
    public PreDumpReport run() {
        Demands.requireOfDump(means.components());
        means.requireReadable();
        scripts.beforeDump(means.control());
        boolean looksBefore = request.runsOnMeanwhile();
        // What was seen before the stop may have changed until then: that is rare, and then seen afterwards.
        return attempt(looksBefore).or(() -> attempt(false)).orElseThrow();
    }

    /**
     * Makes the set, unless what was looked at before the stop turns out to have changed.
     *
     * @param looksBefore whether to look before the stop at what would take long in it
     */
    private Optional<PreDumpReport> attempt(boolean looksBefore) {
        try {
            long started = System.nanoTime();
            List<Integer> processes = survey();
            requireRoom(processes);
            TreeState state = TreeState.prepare(processes, request.allowed(), request.cgroups());
            LookedAtFiles files = LookedAtFiles.of(means.files(), processes);
            return dump(started, processes, state, files, looksBefore);
        } catch (IOException e) {
            throw StorageFailure.of(request.set(), e);
        } catch (UncheckedIOException e) {
            throw StorageFailure.of(request.set(), e.getCause());
        } catch (KernelException e) {
            throw refused(e);
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        }
    }

    private Optional<PreDumpReport> dump(
            long started, List<Integer> processes, TreeState prepared, LookedAtFiles files, boolean looksBefore)
            throws IOException, ComponentException {
        try (TreeState state = prepared;
                OpenedParent parent = OpenedParent.of(
                        request.memory(),
                        means.components().sink().component(),
                        means.signing().demanded());
                NewSet set = means.begin(request.set(), parent);
                WorkerCrew crew = means.crew();
                MemoryCopies copies = new MemoryCopies();
                Ending ending = new Ending();
                Round round = means.round(set, parent, crew, processes, Shadows.none(READS));
                TreeDrain drain = new TreeDrain(round, request.pid(), any -> true)) {
            drain.opened().open(processes);
            if (holdsPages()) {
                drain.prepareLook(processes);
            }
            Facts facts = new Facts(means.components(), means.version(), new SetKind.Dump(state.own()), Uptime.now());
            DumpedSet dumped = new DumpedSet(set, state, files, drain, round, facts, means.control(), scripts);
            FreezeResult<Taken> stop = TreeFreezer.freeze(
                    request.pid(),
                    means.control(),
                    new FrozenDump(
                            new StopWork(drain.opened(), round.arms()),
                            looksBefore ? processes : List.of(),
                            state,
                            drain,
                            request,
                            holdsPages() ? Optional.of(copies) : Optional.empty(),
                            dumped,
                            ending));
            if (looksBefore && !state.stillTrue()) {
                return Optional.empty();
            }
            Taken taken = takeHeld(drain, stop.value());
            long commitStarted = System.nanoTime();
            if (request.runsOnMeanwhile()) {
                dumped.commit(taken, new Facts.Stop(stop.freezing(), stop.frozen()));
            }
            round.seal();
            Spent spent =
                    new Spent(taken.draining(), files.looking(), Spent.since(commitStarted), Spent.since(started));
            return Optional.of(facts.report(
                    request.set(),
                    dumped.manifest(),
                    set.holdings(),
                    drain,
                    round,
                    stop,
                    spent,
                    notes(drain, files, state, ending)));
        }
    }

    private static Taken takeHeld(TreeDrain drain, Taken taken) throws IOException, ComponentException {
        long started = System.nanoTime();
        drain.takeHeld();
        return taken.with(Spent.since(started));
    }

    private List<String> notes(TreeDrain drain, LookedAtFiles files, TreeState state, Ending ending) {
        List<String> notes = new ArrayList<>(means.components().notes());
        notes.addAll(drain.notes());
        notes.addAll(files.notes());
        notes.addAll(state.notes());
        notes.addAll(ending.await());
        return notes;
    }

    /** A process that ends as if nobody held it, by SIGKILL, is noticed anywhere. */
    private SluiceException refused(KernelException e) {
        return e.errno().isGone()
                ? new SluiceException(
                        ErrorCode.TARGET_GONE,
                        "a process of the tree ended while it was dumped: " + e.getMessage(),
                        "there is no new set",
                        e)
                : TreeDrain.refused(request.pid(), e);
    }

    /** Until the copy is drained, the tree may write all of its memory anew. */
    private void requireRoom(List<Integer> processes) {
        if (!holdsPages()) {
            return;
        }
        long most = processes.stream().mapToLong(ResidentMemory::of).sum();
        MemoryRoom room = MemoryRoom.of(processes);
        if (room.bytes() < most) {
            throw new SluiceException(
                    ErrorCode.DENIED,
                    "a copy of the tree's memory may take up to " + (most >> 20) + " MiB, and " + room.limit()
                            + " leaves " + (room.bytes() >> 20) + " MiB",
                    "with 'drain-running: read' in config.yaml no copy is made, and the tree stands still for longer");
        }
    }

    private boolean holdsPages() {
        return request.runsOnMeanwhile()
                && means.components().drain().component().holdsWhileStopped();
    }

    /** Where a Sluice was killed before no calls could be made in the stop: so what it left goes now. */
    private List<Integer> survey() {
        means.control().check("looking at the tree");
        List<Integer> processes = TreeSurvey.of(request.pid()).processes();
        processes.forEach(Leftovers::takeOut);
        return processes;
    }
}
