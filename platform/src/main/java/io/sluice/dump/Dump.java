package io.sluice.dump;

import io.sluice.dump.FrozenDump.Taken;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.NewSet;
import io.sluice.image.SetKind;
import io.sluice.image.StorageFailure;
import io.sluice.image.Uptime;
import io.sluice.image.format.MessageWriter;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.kernel.KernelException;
import io.sluice.memory.WorkerCrew;
import io.sluice.proc.MemoryRoom;
import io.sluice.proc.ResidentMemory;
import io.sluice.spi.ComponentException;
import io.sluice.state.StateImage;
import io.sluice.state.TreeState;
import io.sluice.state.file.RecordedNames;
import io.sluice.trace.FreezeResult;
import io.sluice.trace.TreeFreezer;
import io.sluice.trace.TreeSurvey;
import io.sluice.trace.shadow.Leftovers;
import io.sluice.trace.shadow.MemoryCopies;
import io.sluice.trace.shadow.Shadows;
import io.sluice.validate.FileRecorder.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The use case: a tree, memory and state of one instant, goes into a new set, from which CRIU restores it. */
public final class Dump {
    private static final String READS = "a dump reads the memory of a tree while that stands still";

    private final DumpRequest request;
    private final Means means;
    private final ActionScripts scripts;
    private final List<String> notes = new ArrayList<>();
    private Optional<Manifest> committed = Optional.empty();

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
        long started = System.nanoTime();
        notes.clear();
        List<Integer> processes = survey();
        requireRoom(processes);
        TreeState state = TreeState.prepare(processes, request.allowed(), request.cgroups());
        long filesStarted = System.nanoTime();
        Recorded recorded = means.files().record(processes);
        RecordedNames names = new RecordedNames(recorded.files());
        Duration lookingAtFiles = Spent.since(filesStarted);
        try (state;
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
            long uptime = Uptime.now();
            Facts facts = new Facts(means.components(), means.version(), new SetKind.Dump(state.own()), uptime);
            FrozenDump.Committing committing = (taken, stop) -> {
                write(set, state.images(names));
                means.control().check("committing the set");
                List<FileEntry> known = recorded.files().stream().map(names::of).toList();
                committed = Optional.of(set.commit(facts.of(drain, round, stop, taken.draining(), known)));
                state.committed();
                scripts.afterDump(means.control());
            };
            Optional<MemoryCopies> copied = holdsPages() ? Optional.of(copies) : Optional.empty();
            List<Integer> known = looksBefore ? processes : List.of();
            FreezeResult<Taken> stop = TreeFreezer.freeze(
                    request.pid(),
                    means.control(),
                    new FrozenDump(
                            new StopWork(drain.opened(), round.arms()),
                            known,
                            state,
                            drain,
                            request,
                            copied,
                            committing,
                            ending));
            if (looksBefore && !state.stillTrue()) {
                return Optional.empty();
            }
            long heldStarted = System.nanoTime();
            drain.takeHeld();
            Taken taken = stop.value().with(Spent.since(heldStarted));
            long commitStarted = System.nanoTime();
            if (request.runsOnMeanwhile()) {
                committing.commit(taken, new Facts.Stop(stop.freezing(), stop.frozen()));
            }
            round.seal();
            notes.addAll(means.components().notes());
            notes.addAll(drain.notes());
            notes.addAll(recorded.notes());
            notes.addAll(state.notes());
            notes.addAll(ending.await());
            Spent spent = new Spent(taken.draining(), lookingAtFiles, Spent.since(commitStarted), Spent.since(started));
            return Optional.of(facts.report(
                    request.set(), committed.orElseThrow(), set.holdings(), drain, round, stop, spent, notes));
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

    private static void write(NewSet set, List<StateImage> images) throws IOException {
        for (StateImage image : images) {
            try (MessageWriter writer = MessageWriter.begin(image.type(), set.state(image.name()))) {
                for (StateImage.Part part : image.parts()) {
                    writer.write(part.message());
                    writer.writeRaw(part.bytes());
                }
            }
        }
    }
}
