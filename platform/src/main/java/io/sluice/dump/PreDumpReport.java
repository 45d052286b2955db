package io.sluice.dump;

import io.sluice.image.copy.Holding;
import io.sluice.memory.PageCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pre-dump did. The set is committed.
 *
 * @param set the name of the set
 * @param identity its identity, which is in its manifest
 * @param drain by what the pages were moved
 * @param tracker by what changes were known; {@code none} when all pages were taken
 * @param sink where the set went
 * @param stored what each sink holds, the first one first: a copy that was dropped does not hold the set
 * @param freezing from the first interrupt until every thread stood still
 * @param frozen from the first interrupt until every thread was let go: the stop, as Sluice sees it
 * @param draining scanning, moving, judging and writing the pages
 * @param files looking at the files of the tree, which then runs; not in draining or committing
 * @param committing writing the manifest, syncing where the sink does, and the commit
 * @param total the whole request
 * @param tasks the tasks, in the order of the tree
 * @param segments the shared segments
 * @param wholeBecause why pages were taken that might not have changed, where a parent was given
 * @param notes what a person should know: tasks that ended meanwhile, memory that is left out
 */
public record PreDumpReport(
        String set,
        String identity,
        String drain,
        String tracker,
        String sink,
        List<Holding> stored,
        Duration freezing,
        Duration frozen,
        Duration draining,
        Duration files,
        Duration committing,
        Duration total,
        List<Drained> tasks,
        List<Drained> segments,
        List<String> wholeBecause,
        List<String> notes) {
    public PreDumpReport {
        stored = List.copyOf(stored);
        tasks = List.copyOf(tasks);
        segments = List.copyOf(segments);
        wholeBecause = List.copyOf(wholeBecause);
        notes = List.copyOf(notes);
    }

    /** With more notes. */
    PreDumpReport with(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new PreDumpReport(
                set,
                identity,
                drain,
                tracker,
                sink,
                stored,
                freezing,
                frozen,
                draining,
                files,
                committing,
                total,
                tasks,
                segments,
                wholeBecause,
                all);
    }

    /**
     * One task or shared segment.
     *
     * @param name what it is called
     * @param id its pid in the root's namespace, or the segment's number
     * @param counts what became of its pages
     */
    public record Drained(String name, long id, PageCounts counts) {}

    /** The pages of everything together. */
    public PageCounts counts() {
        return taskCounts().plus(segmentCounts());
    }

    /** The pages of all tasks together. */
    public PageCounts taskCounts() {
        return sum(tasks);
    }

    /** The pages of all shared segments together. */
    public PageCounts segmentCounts() {
        return sum(segments);
    }

    private static PageCounts sum(List<Drained> all) {
        return all.stream().map(Drained::counts).reduce(PageCounts.NONE, PageCounts::plus);
    }
}
