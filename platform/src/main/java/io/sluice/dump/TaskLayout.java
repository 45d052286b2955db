package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.Stored;
import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKind;
import io.sluice.proc.MappingKinds;
import io.sluice.proc.TaskMappings;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a task's memory is taken. */
final class TaskLayout {
    private final List<Area> areas = new ArrayList<>();
    private final List<Mapping> segments = new ArrayList<>();
    private final List<Area> notCopied = new ArrayList<>();
    private final Set<String> leftOut = new TreeSet<>();
    private boolean copied = true;

    private TaskLayout() {}

    /**
     * What a pre-dump takes of a task, which runs meanwhile.
     *
     * @param ours what is mapped for our own sake
     */
    static TaskLayout ofPreDump(TaskMappings process, List<PageRange> ours) {
        TaskLayout layout = new TaskLayout();
        for (Mapping mapping : process.mappings()) {
            if (mapping.huge()) {
                layout.leftOut.add("huge pages of hugetlbfs");
            } else if (MappingKinds.of(mapping) == MappingKind.AIO_RING) {
                layout.leftOut.add("rings of asynchronous I/O");
            } else {
                layout.add(mapping, without(ours, mapping.range()));
            }
        }
        return layout;
    }

    /** What a dump takes of a task, which stands still: all. */
    static TaskLayout ofDump(TaskMappings process) {
        TaskLayout layout = new TaskLayout();
        process.mappings().forEach(mapping -> layout.add(mapping, List.of(mapping.range())));
        return layout;
    }

    private void add(Mapping mapping, List<PageRange> its) {
        Stored stored = mapping.huge() ? Stored.POPULATED : Stored.CHANGED;
        switch (MappingKinds.of(mapping)) {
            case ANONYMOUS -> its.forEach(range -> add(mapping, new Area(range, mapping.readable(), true, stored)));
            case PRIVATE_FILE -> add(mapping, new Area(mapping.range(), mapping.readable(), false, stored));
            case VDSO -> add(mapping, new Area(mapping.range(), mapping.readable(), false, Stored.ALL));
            case AIO_RING -> add(mapping, new Area(mapping.range(), mapping.readable(), true, Stored.ALL));
            case SHARED_MEMORY -> segment(mapping);
            case SHARED_FILE, KERNEL_DATA -> {}
            case DROPPABLE -> leftOut.add("memory that the kernel may drop");
            case DEVICE -> leftOut.add("device memory " + mapping.path());
        }
    }

    private void add(Mapping mapping, Area area) {
        Set<String> flags = mapping.flags();
        areas.add(area);
        copied &= !mapping.huge();
        if (mapping.shared() || flags.contains("dc") || flags.contains("wf")) {
            notCopied.add(area);
        }
    }

    /** Those of huge pages are known as files of memory. */
    private void segment(Mapping mapping) {
        if (!mapping.huge()) {
            segments.add(mapping);
        }
    }

    /** The kernel may have joined it with a neighbour of the task's own. */
    private static List<PageRange> without(List<PageRange> ours, PageRange mapping) {
        List<PageRange> left = new ArrayList<>();
        long from = mapping.start();
        for (PageRange range : ours) {
            if (range.start() < mapping.end() && range.end() > from) {
                if (range.start() > from) {
                    left.add(new PageRange(from, range.start()));
                }
                from = range.end();
            }
        }
        if (from < mapping.end()) {
            left.add(new PageRange(from, mapping.end()));
        }
        return left;
    }

    /** Its private memory, ascending. */
    List<Area> areas() {
        return areas;
    }

    /** Its mappings of shared segments. */
    List<Mapping> segments() {
        return segments;
    }

    /** Those of the areas that a child does not get, or gets without a copy of its own (madvise(2)). */
    List<Area> notCopied() {
        return notCopied;
    }

    /**
     * Whether the other areas may be copied by a child. Not with huge pages: where they run out, a task that writes to one
     * which it shares with a child may be killed.
     */
    boolean mayBeCopied() {
        return copied;
    }

    /** What cannot be taken, for the report. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}
