package io.sluice.image;

import io.sluice.image.manifest.Components;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.HostFacts;
import io.sluice.image.manifest.Options;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.image.manifest.Times;
import java.util.List;
import java.util.Optional;

/**
 * What the maker of a set tells of it; the images themselves tell the rest.
 *
 * @param sluice the version of Sluice
 * @param host the machine
 * @param options what was asked for
 * @param components by what it was made
 * @param epoch the tracker's token of this round; empty when it tracks nothing
 * @param tasks the tasks, in the order of the tree
 * @param segments the shared segments
 * @param times how long it took
 * @param scanned how many pages of tasks were looked at
 * @param sharedScanned how many pages of shared segments were looked at
 * @param whole why all pages were taken where a parent was given
 * @param files what the tasks map or have open
 * @param kind whether it holds the state of the tasks too
 * @param uptime the instant of the stop, in microseconds after the boot (proc_uptime(5), see {@link Uptime})
 */
public record SetFacts(
        String sluice,
        HostFacts host,
        Options options,
        Components components,
        Optional<String> epoch,
        List<TaskEntry> tasks,
        List<SegmentEntry> segments,
        Times times,
        long scanned,
        long sharedScanned,
        List<String> whole,
        List<FileEntry> files,
        SetKind kind,
        long uptime) {}
