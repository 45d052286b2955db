package io.sluice.dump;

import io.sluice.state.Allowed;
import io.sluice.state.cgroup.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to dump, where to, and what becomes of the tree.
 *
 * @param pid the root of the process tree, as Sluice's own pid namespace numbers it
 * @param set the name of the new set, which the sink interprets: a folder
 * @param parent the set that the new one adds to, relative to the new set or absolute; empty for one that is whole
 * @param drain the drain to use in place of the configured one
 * @param tracker the tracker to use in place of the configured one
 * @param tracking how long its tracking is to last, for a set that adds to this one
 * @param allowed what may be taken that else is refused
 * @param cgroups what is to be taken of control groups
 * @param actionScripts programs that are run before anything is done, and when the set is committed and the tree not yet killed,
 *     stopped or let go; one that fails ends the request
 * @param after what becomes of the tree once the set is committed; on any failure it runs on
 */
public record DumpRequest(
        int pid,
        String set,
        Optional<String> parent,
        Optional<String> drain,
        Optional<String> tracker,
        Tracking tracking,
        Allowed allowed,
        Wanted cgroups,
        List<Path> actionScripts,
        After after) {
    public DumpRequest {
        Objects.requireNonNull(set);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(drain);
        Objects.requireNonNull(tracker);
        Objects.requireNonNull(allowed);
        Objects.requireNonNull(cgroups);
        Objects.requireNonNull(tracking);
        Objects.requireNonNull(after);
        actionScripts = List.copyOf(actionScripts);
    }

    /** What becomes of the tree. */
    public enum After {
        /** It is killed: it goes on where it is restored. */
        KILLED,
        /** It stays, stopped by SIGSTOP. */
        STOPPED,
        /** It runs on. */
        RUNNING
    }

    /**
     * Whether the tree may run on before the set is committed. Programs of the user's look at what belongs to the instant of the dump,
     * such as files: so they are run before.
     */
    public boolean runsOnMeanwhile() {
        return after == After.RUNNING && actionScripts.isEmpty();
    }

    /** The part of it that a pre-dump would do. */
    PreDumpRequest memory() {
        return new PreDumpRequest(pid, set, parent, drain, tracker, tracking);
    }
}
