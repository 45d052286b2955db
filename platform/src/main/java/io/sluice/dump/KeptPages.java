package io.sluice.dump;

import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.Population;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult.Ending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Pages that were read in a stop because a copy of the memory does not have them, until they are stored. */
final class KeptPages {
    /** Such memory is small: buffers of devices, keys. More of it is not kept here. */
    static final long MOST_BYTES = 32L << 20;

    private final List<PageRange> areas;
    private final NavigableMap<Long, byte[]> runs;

    private KeptPages(List<PageRange> areas, NavigableMap<Long, byte[]> runs) {
        this.areas = areas;
        this.runs = runs;
    }

    /** Those of some areas of a task that stands still; empty where they are too many, or cannot be read. */
    static Optional<KeptPages> of(int pid, ProcessMemory memory, List<Area> areas) {
        if (areas.isEmpty()) {
            return Optional.of(new KeptPages(List.of(), new TreeMap<>()));
        }
        try (TaskPopulation population = new TaskPopulation(pid)) {
            return of(memory, population, areas);
        }
    }

    private static Optional<KeptPages> of(ProcessMemory memory, Population population, List<Area> areas) {
        NavigableMap<Long, byte[]> runs = new TreeMap<>();
        long room = MOST_BYTES;
        for (Area area : areas) {
            for (PageRange run : populated(population, area)) {
                room -= run.bytes();
                Optional<byte[]> bytes = room < 0 ? Optional.empty() : read(memory, run);
                if (bytes.isEmpty()) {
                    return Optional.empty();
                }
                runs.put(run.start(), bytes.get());
            }
        }
        return Optional.of(new KeptPages(areas.stream().map(Area::range).toList(), runs));
    }

    private static List<PageRange> populated(Population population, Area area) {
        List<PageRange> runs = new ArrayList<>();
        long from = area.range().start();
        try {
            while (from < area.range().end()) {
                Population.Found found = population.find(area, from);
                runs.addAll(found.runs());
                from = found.upTo();
            }
        } catch (IOException e) {
            throw new AssertionError("the kernel's own listing is no file", e);
        }
        return runs;
    }

    private static Optional<byte[]> read(ProcessMemory memory, PageRange run) {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) run.bytes());
        if (memory.readForced(run, buffer).ending() != Ending.COMPLETE) {
            return Optional.empty();
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return Optional.of(bytes);
    }

    /** Whether they are of this place. */
    boolean cover(long address) {
        return areas.stream().anyMatch(area -> area.contains(address));
    }

    /** Which of them are behind an address, in an area. */
    List<PageRange> in(Area area, long from) {
        return runs.subMap(area.range().start(), area.range().end()).entrySet().stream()
                .map(run -> new PageRange(run.getKey(), run.getKey() + run.getValue().length))
                .filter(run -> run.end() > from)
                .map(run -> new PageRange(Math.max(run.start(), from), run.end()))
                .toList();
    }

    /** Copies some of them; answers whether all of the range was kept. */
    boolean read(PageRange range, ByteBuffer buffer) {
        Map.Entry<Long, byte[]> run = runs.floorEntry(range.start());
        if (run == null || run.getKey() + run.getValue().length < range.end()) {
            return false;
        }
        buffer.put(run.getValue(), (int) (range.start() - run.getKey()), (int) range.bytes());
        return true;
    }
}
