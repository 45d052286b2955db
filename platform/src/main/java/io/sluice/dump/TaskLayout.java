package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKinds;
import io.sluice.proc.TaskMappings;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a task's memory a pre-dump takes.
 *
 * @param areas its private memory, ascending
 * @param segments its mappings of shared segments
 * @param notCopied those of the areas that a child does not get (madvise(2))
 * @param leftOut what cannot be taken, for the report
 */
record TaskLayout(List<Area> areas, List<Mapping> segments, List<Area> notCopied, List<String> leftOut) {

    /**
     * Tells the mappings of a task apart, which runs meanwhile.
     *
     * @param ours what is mapped for our own sake
     */
    static TaskLayout of(TaskMappings process, List<PageRange> ours) {
        List<Area> areas = new ArrayList<>();
        List<Mapping> segments = new ArrayList<>();
        Set<String> leftOut = new TreeSet<>();
        for (Mapping mapping : process.mappings()) {
            switch (MappingKinds.of(mapping)) {
                case ANONYMOUS ->
                    without(ours, mapping.range())
                            .forEach(range -> areas.add(new Area(range, mapping.readable(), true, false)));
                case PRIVATE_FILE -> areas.add(new Area(mapping.range(), mapping.readable(), false, false));
                case VDSO -> areas.add(new Area(mapping.range(), mapping.readable(), false, true));
                case SHARED_MEMORY -> segments.add(mapping);
                case SHARED_FILE, KERNEL_DATA -> {}
                case HUGE_PAGES -> leftOut.add("huge pages of hugetlbfs");
                case AIO_RING -> leftOut.add("rings of asynchronous I/O");
                case DROPPABLE -> leftOut.add("memory that the kernel may drop");
                case DEVICE -> leftOut.add("device memory " + mapping.path());
            }
        }
        List<Area> notCopied = process.mappings().stream()
                .filter(mapping ->
                        mapping.flags().contains("dc") || mapping.flags().contains("wf"))
                .flatMap(mapping -> areas.stream()
                        .filter(area -> mapping.range().contains(area.range().start())))
                .toList();
        return new TaskLayout(areas, segments, notCopied, List.copyOf(leftOut));
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
}
