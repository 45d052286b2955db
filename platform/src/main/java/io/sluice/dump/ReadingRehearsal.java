package io.sluice.dump;

import io.sluice.dump.protection.TaskProtection;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OwnMemory;
import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.LongRuns;
import io.sluice.memory.PlannedReading;
import io.sluice.memory.Stored;
import io.sluice.memory.WorkerCrew;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What finds, plans and reads thousands of pages in a stop, done before it with pages of our own: what runs for the first time
 * is many times slower.
 */
final class ReadingRehearsal {
    private static final int TIMES = 8;
    private static final int PAGES = 4096;
    /** Java compiles what is called often; a loop that runs long is not enough. */
    private static final int AREAS = 64;

    private final WorkerCrew crew;
    private final ByteBuffer room;

    /**
     * @param crew who will read
     * @param room where to, of any contents
     */
    ReadingRehearsal(WorkerCrew crew, ByteBuffer room) {
        this.crew = crew;
        this.room = room;
    }

    void run() {
        try {
            OwnMemory.withSparsePages(PAGES, pages -> {
                for (int i = 0; i < TIMES; i++) {
                    read(pages);
                }
            });
        } catch (KernelException unable) {
            // Then the stop is slower.
            return;
        }
    }

    private static List<Area> areas(PageRange pages) {
        long bytes = pages.bytes() / AREAS;
        return LongStream.range(0, AREAS)
                .mapToObj(i -> new PageRange(pages.start() + i * bytes, pages.start() + (i + 1) * bytes))
                .map(range -> new Area(range, true, true, Stored.CHANGED))
                .toList();
    }

    private void read(PageRange pages) {
        int own = (int) ProcessHandle.current().pid();
        try (ProcessMemory memory = ProcessMemory.open(own);
                TaskPopulation population = new TaskPopulation(own)) {
            List<Area> areas = areas(pages);
            LongRuns before = LongRuns.of(areas, population);
            Told changed = new Told(mapping -> new Scan.Changed(TaskProtection.rehearse(mapping)));
            ScannedInStop scanned = new ScannedInStop(changed);
            scanned.ask(areas);
            Optional<Listing> listing = Optional.of(new Listing(List.of(pages)));
            StopLook.of(scanned, areas, listing, before, population, memory, room.duplicate(), crew)
                    .reading()
                    .ifPresent(PlannedReading::finish);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        }
    }
}
