package io.sluice.dump;

import io.sluice.control.Control;
import io.sluice.dump.protection.Protections;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.NewSet;
import io.sluice.image.Papers;
import io.sluice.image.PreDumpMode;
import io.sluice.image.SetKind;
import io.sluice.image.StorageFailure;
import io.sluice.image.Uptime;
import io.sluice.image.copy.Holding;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.sign.Signing;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.Pages;
import io.sluice.memory.WorkerCrew;
import io.sluice.plugin.Selection;
import io.sluice.proc.ResidentMemory;
import io.sluice.spi.ComponentException;
import io.sluice.trace.FreezeResult;
import io.sluice.trace.TreeFreezer;
import io.sluice.trace.TreeSurvey;
import io.sluice.trace.shadow.Shadows;
import io.sluice.validate.FileRecorder;
import io.sluice.validate.FileRecorder.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The use case: the memory of a running tree goes into a new set, of what changed since the parent. */
public final class PreDump {
    /** CRIU's read mode leaves out what tasks may not read; ours, like its splice mode, has everything. */
    private static final SetKind KIND = new SetKind.PreDump(PreDumpMode.SPLICE);

    private final PreDumpRequest request;
    private final Selection components;
    private final Signing signing;
    private final int workers;
    private final String version;
    private final Control control;
    private final Protections protections;
    private final FileRecorder files;
    private final List<String> notes = new ArrayList<>();

    /**
     * Prepares one request.
     *
     * @param components what to work with; not closed by this
     * @param signing who signs the set, and must have signed the parent
     * @param workers how many threads drain, 1 or more
     * @param version Sluice's own, for the manifest
     * @param protections what lends write-protection of tasks to trackers
     * @param files what records the files of the tree
     */
    public PreDump(
            PreDumpRequest request,
            Selection components,
            Signing signing,
            int workers,
            String version,
            Protections protections,
            FileRecorder files,
            Control control) {
        this.request = request;
        this.components = components;
        this.signing = signing;
        this.workers = workers;
        this.version = version;
        this.protections = protections;
        this.files = files;
        this.control = control;
    }

    /**
     * Does it.
     *
     * @throws SluiceException with the reason; then there is no new set, and the tree runs as before
     */
    public PreDumpReport run() {
        long started = System.nanoTime();
        Demands.require(components);
        requireReadable();
        List<Integer> processes = survey();
        try (OpenedParent parent = OpenedParent.of(request, components.sink().component(), signing.demanded());
                NewSet set = begin(parent);
                WorkerCrew crew = new WorkerCrew(workers, control);
                Round round = round(set, parent, crew, processes);
                TreeDrain drain = new TreeDrain(round, request.pid())) {
            drain.opened().open(processes);
            FreezeResult<List<Integer>> stop = stop(round, drain.opened());
            long uptime = Uptime.now();
            long drainStarted = System.nanoTime();
            drain.take(stop.value());
            Duration draining = since(drainStarted);
            long filesStarted = System.nanoTime();
            Recorded recorded = files.record(stop.value());
            Duration lookingAtFiles = since(filesStarted);
            control.check("committing the set");
            long commitStarted = System.nanoTime();
            Facts facts = new Facts(components, version, KIND, uptime);
            Manifest manifest = set.commit(
                    facts.of(drain, round, new Facts.Stop(stop.freezing(), stop.frozen()), draining, recorded.files()));
            round.seal();
            notes.addAll(drain.notes());
            notes.addAll(recorded.notes());
            Spent spent = new Spent(draining, lookingAtFiles, since(commitStarted), since(started));
            return report(manifest, set.holdings(), drain, round, stop, spent);
        } catch (IOException e) {
            throw StorageFailure.of(request.set(), e);
        } catch (ComponentException e) {
            throw new SluiceException(ErrorCode.PLUGIN, e.getMessage(), e.remedy(), e);
        }
    }

    /** A set that could not be read again here would be the end of its chain. A sink that is not read asks for nothing. */
    private void requireReadable() {
        if (components.sink().component().reads()) {
            signing.requireReadable();
        }
    }

    private Round round(NewSet set, OpenedParent parent, WorkerCrew crew, List<Integer> processes) {
        long expected = processes.stream().mapToLong(ResidentMemory::of).sum();
        DrainProgress progress = new DrainProgress(control, expected);
        return new Round(components, set, parent.set(), crew, progress, protections, new Shadows());
    }

    private FreezeResult<List<Integer>> stop(Round round, OpenedTasks opened) throws ComponentException {
        StopWork work = new StopWork(opened, round.arms());
        FreezeResult<List<Integer>> stop = TreeFreezer.freeze(request.pid(), control, work);
        work.raise();
        return stop;
    }

    private record Spent(Duration draining, Duration files, Duration committing, Duration total) {}

    private List<Integer> survey() {
        notes.addAll(components.notes());
        control.check("looking at the tree");
        TreeSurvey survey = TreeSurvey.of(request.pid());
        for (int zombie : survey.zombies()) {
            notes.add("process " + zombie + " has ended and has no memory (a zombie)");
        }
        return survey.processes();
    }

    private NewSet begin(OpenedParent parent) {
        return NewSet.begin(
                components.stores(),
                request.set(),
                parent.parentSet(),
                Instant.now(),
                Pages.SIZE,
                Papers.signedBy(signing.key()));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private PreDumpReport report(
            Manifest manifest, List<Holding> stored, TreeDrain drain, Round round, FreezeResult<?> stop, Spent spent) {
        return new PreDumpReport(
                request.set(),
                manifest.set(),
                components.drain().named().name(),
                Facts.tracker(components).name(),
                components.sink().named().name(),
                stored,
                stop.freezing(),
                stop.frozen(),
                spent.draining(),
                spent.files(),
                spent.committing(),
                spent.total(),
                drain.tasks(),
                drain.segments(),
                round.wholeBecause(),
                notes);
    }
}
