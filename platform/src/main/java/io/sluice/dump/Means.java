package io.sluice.dump;

import io.sluice.control.Control;
import io.sluice.dump.protection.Protections;
import io.sluice.image.NewSet;
import io.sluice.image.Papers;
import io.sluice.image.sign.Signing;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.Pages;
import io.sluice.memory.WorkerCrew;
import io.sluice.plugin.Selection;
import io.sluice.proc.ResidentMemory;
import io.sluice.trace.shadow.Shadows;
import io.sluice.validate.FileRecorder;
import java.time.Instant;
import java.util.List;

/**
 * With what a request is done.
 *
 * @param components what to work with; not closed by the request
 * @param signing who signs the set, and must have signed the parent
 * @param workers how many threads drain, 1 or more
 * @param version Sluice's own, for the manifest
 * @param protections what lends write-protection of tasks to trackers
 * @param files what records the files of the tree
 * @param control cancels, limits, and is told of progress
 */
public record Means(
        Selection components,
        Signing signing,
        int workers,
        String version,
        Protections protections,
        FileRecorder files,
        Control control) {

    /** A set that could not be read again here would be the end of its chain. A sink that is not read asks for nothing. */
    void requireReadable() {
        if (components.sink().component().reads()) {
            signing.requireReadable();
        }
    }

    NewSet begin(String set, OpenedParent parent) {
        return NewSet.begin(
                components.stores(),
                set,
                parent.parentSet(),
                Instant.now(),
                Pages.SIZE,
                Papers.signedBy(signing.key()));
    }

    WorkerCrew crew() {
        return new WorkerCrew(workers, control);
    }

    Round round(NewSet set, OpenedParent parent, WorkerCrew crew, List<Integer> processes, Shadows shadows) {
        long expected = processes.stream().mapToLong(ResidentMemory::of).sum();
        DrainProgress progress = new DrainProgress(control, expected);
        return new Round(components, set, parent.set(), crew, progress, protections, shadows);
    }
}
