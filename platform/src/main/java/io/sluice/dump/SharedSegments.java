package io.sluice.dump;

import io.sluice.dump.PreDumpReport.Drained;
import io.sluice.image.PagesKey;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.SegmentMemory;
import io.sluice.memory.Area;
import io.sluice.memory.PageCounts;
import io.sluice.proc.Mapping;
import io.sluice.spi.ComponentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shared segments that any task of the tree maps: each is taken once, whole, by its content. */
final class SharedSegments {
    private final Map<Long, List<Mapped>> found = new LinkedHashMap<>();
    private final List<SegmentEntry> entries = new ArrayList<>();
    private final List<Drained> drained = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Where a segment is mapped: any of these places will do to open it. */
    private record Mapped(int pid, Mapping mapping) {}

    void add(int pid, List<Mapping> mappings) {
        for (Mapping mapping : mappings) {
            found.computeIfAbsent(mapping.inode(), any -> new ArrayList<>()).add(new Mapped(pid, mapping));
        }
    }

    void take(Round round) throws IOException, ComponentException {
        for (Map.Entry<Long, List<Mapped>> segment : found.entrySet()) {
            try (SegmentMemory memory = open(segment.getValue())) {
                if (memory == null) {
                    String name = segment.getValue().get(0).mapping().describe();
                    notes.add("shared segment " + name + " is left out: it cannot be opened through"
                            + " /proc/PID/map_files, which needs CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE");
                } else if (memory.bytes() > 0) {
                    take(round, segment.getKey(), segment.getValue().get(0).mapping(), memory);
                }
            }
        }
    }

    /** The segment through the first place where it is still mapped; null when there is none. */
    private static SegmentMemory open(List<Mapped> places) {
        SegmentMemory memory = null;
        for (int i = 0; memory == null && i < places.size(); i++) {
            memory = open(places.get(i));
        }
        return memory;
    }

    private static SegmentMemory open(Mapped place) {
        try {
            return SegmentMemory.open(place.pid(), place.mapping().range());
        } catch (KernelException unmapped) {
            return null;
        }
    }

    private void take(Round round, long shmid, Mapping mapping, SegmentMemory memory)
            throws IOException, ComponentException {
        String image = new PagesKey.Shared(shmid).image();
        SegmentEntry entry = new SegmentEntry(shmid, mapping.path(), memory.bytes(), image);
        RoundTarget target = round.target("segment " + mapping.path(), memory, new TargetIdentity.OfSegment(entry));
        Area whole = Area.segment(memory.bytes());
        try (Taking taking = round.open(target)) {
            PageCounts counts = round.take(taking, List.of(whole), new SegmentPopulation(memory));
            entries.add(entry);
            drained.add(new Drained(mapping.path(), shmid, counts));
        }
    }

    List<SegmentEntry> entries() {
        return entries;
    }

    List<Drained> drained() {
        return drained;
    }

    List<String> notes() {
        return notes;
    }
}
