package io.sluice.dump;

import io.sluice.image.SetFacts;
import io.sluice.image.SetKind;
import io.sluice.image.copy.Holding;
import io.sluice.image.manifest.Component;
import io.sluice.image.manifest.Components;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.HostFacts;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.Options;
import io.sluice.image.manifest.Times;
import io.sluice.kernel.Architecture;
import io.sluice.memory.PageCounts;
import io.sluice.memory.Pages;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Selection;
import io.sluice.trace.FreezeResult;
import java.time.Duration;
import java.util.List;

/** Gathers what the manifest, the inventory, the statistics and the report say of a round. */
final class Facts {
    /** What stands for a tracker where there is none. */
    private static final Component NO_TRACKER = new Component("none", "-");

    private final Selection components;
    private final String version;
    private final SetKind kind;
    private final long uptime;

    /**
     * What a stop took.
     *
     * @param freezing until every thread stood still
     * @param frozen until the last one was let go, as far as that is over
     */
    record Stop(Duration freezing, Duration frozen) {}

    Facts(Selection components, String version, SetKind kind, long uptime) {
        this.components = components;
        this.version = version;
        this.kind = kind;
        this.uptime = uptime;
    }

    SetFacts of(TreeDrain drain, Round round, Stop stop, Duration draining, List<FileEntry> files) {
        HostFacts host = new HostFacts(
                System.getProperty("os.version"), Architecture.current().name(), Pages.SIZE);
        Options options = new Options(
                components.drain().named().name(),
                tracker(components).name(),
                components.sink().named().name());
        return new SetFacts(
                version,
                host,
                options,
                new Components(
                        components.drain().named(),
                        tracker(components),
                        components.sink().named()),
                components.trackers().stream().findAny().map(tracker -> round.set()
                        .id()),
                drain.taskEntries(),
                drain.segmentEntries(),
                new Times(micros(stop.freezing()), micros(stop.frozen()), micros(draining), micros(draining)),
                scanned(drain.tasks()),
                scanned(drain.segments()),
                round.wholeBecause(),
                files,
                kind,
                uptime);
    }

    /**
     * What a request says of a round, when its set is committed.
     *
     * @param stored what each sink holds
     */
    PreDumpReport report(
            String set,
            Manifest manifest,
            List<Holding> stored,
            TreeDrain drain,
            Round round,
            FreezeResult<?> stop,
            Spent spent,
            List<String> notes) {
        return new PreDumpReport(
                set,
                manifest.set(),
                components.drain().named().name(),
                tracker(components).name(),
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

    /** What the manifest says of the trackers. */
    static Component tracker(Selection components) {
        List<Component> trackers =
                components.trackers().stream().map(Chosen::named).toList();
        return trackers.isEmpty() ? NO_TRACKER : Component.together(trackers);
    }

    private static long scanned(List<PreDumpReport.Drained> drained) {
        return drained.stream()
                .map(PreDumpReport.Drained::counts)
                .mapToLong(PageCounts::scanned)
                .sum();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
