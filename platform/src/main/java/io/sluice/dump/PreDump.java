package io.sluice.dump;

import io.sluice.failure.SluiceException;
import io.sluice.image.NewSet;
import io.sluice.image.PreDumpMode;
import io.sluice.image.SetKind;
import io.sluice.image.StorageFailure;
import io.sluice.image.Uptime;
import io.sluice.image.manifest.Manifest;
import io.sluice.memory.WorkerCrew;
import io.sluice.spi.ComponentException;
import io.sluice.trace.FreezeResult;
import io.sluice.trace.TreeFreezer;
import io.sluice.trace.TreeSurvey;
import io.sluice.trace.shadow.Shadows;
import io.sluice.validate.FileRecorder.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The use case: the memory of a running tree goes into a new set, of what changed since the parent. */
public final class PreDump {
    /** CRIU's read mode leaves out what tasks may not read; ours, like its splice mode, has everything. */
    private static final SetKind KIND = new SetKind.PreDump(PreDumpMode.SPLICE);

    private final PreDumpRequest request;
    private final Means means;
    private final List<String> notes = new ArrayList<>();

    /** @param means with what it is done */
    public PreDump(PreDumpRequest request, Means means) {
        this.request = request;
        this.means = means;
    }

    /**
     * Does it.
     *
     * @throws SluiceException with the reason; then there is no new set, and the tree runs as before
     */
    public PreDumpReport run() {
        long started = System.nanoTime();
        Demands.requireOfPreDump(means.components());
        means.requireReadable();
        List<Integer> processes = survey();
        try (OpenedParent parent = OpenedParent.of(
                        request,
                        means.components().sink().component(),
                        means.signing().demanded());
                NewSet set = means.begin(request.set(), parent);
                WorkerCrew crew = means.crew();
                Round round = means.round(set, parent, crew, processes, new Shadows());
                TreeDrain drain = new TreeDrain(round, request.pid(), pid -> pid == request.pid())) {
            drain.opened().open(processes);
            FreezeResult<List<Integer>> stop =
                    TreeFreezer.freeze(request.pid(), means.control(), new StopWork(drain.opened(), round.arms()));
            long uptime = Uptime.now();
            long drainStarted = System.nanoTime();
            drain.take(stop.value());
            Duration draining = Spent.since(drainStarted);
            long filesStarted = System.nanoTime();
            Recorded recorded = means.files().record(stop.value());
            Duration lookingAtFiles = Spent.since(filesStarted);
            means.control().check("committing the set");
            long commitStarted = System.nanoTime();
            Facts facts = new Facts(means.components(), means.version(), KIND, uptime);
            Manifest manifest = set.commit(
                    facts.of(drain, round, new Facts.Stop(stop.freezing(), stop.frozen()), draining, recorded.files()));
            round.seal();
            notes.addAll(means.components().notes());
            notes.addAll(drain.notes());
            notes.addAll(recorded.notes());
            Spent spent = new Spent(draining, lookingAtFiles, Spent.since(commitStarted), Spent.since(started));
            return facts.report(request.set(), manifest, set.holdings(), drain, round, stop, spent, notes);
        } catch (IOException e) {
            throw StorageFailure.of(request.set(), e);
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        }
    }

    private List<Integer> survey() {
        means.control().check("looking at the tree");
        TreeSurvey survey = TreeSurvey.of(request.pid());
        for (int zombie : survey.zombies()) {
            notes.add("process " + zombie + " has ended and has no memory (a zombie)");
        }
        return survey.processes();
    }
}
