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
import io.sluice.state.file.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shared segments that any task of the tree maps: each is taken once, whole, by its content. */
final class SharedSegments {
    private final Map<Long, List<Place>> found = new LinkedHashMap<>();
    private final List<SegmentEntry> entries = new ArrayList<>();
    private final List<Drained> drained = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Where a segment is mapped or open: any of these places will do. */
    private record Place(String file, String name, String what) {}

    void add(int pid, List<Mapping> mappings) {
        for (Mapping mapping : mappings) {
            String file = "/proc/" + pid + "/map_files/" + mapping.range();
            add(mapping.inode(), new Place(file, mapping.path(), mapping.describe()));
        }
    }

    /** One that is open somewhere, and perhaps mapped nowhere. */
    void add(MemoryFiles.Segment segment) {
        add(segment.number(), new Place(segment.place(), segment.name(), segment.name()));
    }

    private void add(long inode, Place place) {
        found.computeIfAbsent(inode, any -> new ArrayList<>()).add(place);
    }

    void take(Round round) throws IOException, ComponentException {
        for (Map.Entry<Long, List<Place>> segment : found.entrySet()) {
            try (SegmentMemory memory = open(segment.getValue())) {
                if (memory == null) {
                    String name = segment.getValue().get(0).what();
                    notes.add("shared segment " + name + " is left out: it cannot be opened through"
                            + " /proc/PID/map_files, which needs CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE");
                } else if (memory.bytes() > 0) {
                    take(round, segment.getKey(), segment.getValue().get(0).name(), memory);
                }
            }
        }
    }

    /** The segment through the first place where it is still mapped; null when there is none. */
    private static SegmentMemory open(List<Place> places) {
        SegmentMemory memory = null;
        for (int i = 0; memory == null && i < places.size(); i++) {
            memory = open(places.get(i));
        }
        return memory;
    }

    private static SegmentMemory open(Place place) {
        try {
            return SegmentMemory.open(place.file());
        } catch (KernelException unmapped) {
            return null;
        }
    }

    private void take(Round round, long shmid, String name, SegmentMemory memory)
            throws IOException, ComponentException {
        String image = new PagesKey.Shared(shmid).image();
        SegmentEntry entry = new SegmentEntry(shmid, name, memory.bytes(), image);
        RoundTarget target = round.target("segment " + name, memory, new TargetIdentity.OfSegment(entry));
        Area whole = Area.segment(memory.bytes());
        try (Taking taking = round.open(target)) {
            PageCounts counts = round.take(taking, List.of(whole), new SegmentPopulation(memory));
            entries.add(entry);
            drained.add(new Drained(name, shmid, counts));
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
