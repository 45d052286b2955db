package io.sluice.testkit.contract;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Region;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A keeper that rests, and a tracker for its anonymous memory. */
record TrackStage(
        Targets targets,
        Keeper keeper,
        ProcessMemory memory,
        ComparedPages protection,
        KeeperHost host,
        DirtyTracker tracker)
        implements AutoCloseable {
    private static final int PAGE = 4096;

    static TrackStage of(DirtyTrackerFactory factory) throws Exception {
        Targets targets = Targets.create();
        Keeper keeper = targets.keeper(new KeeperPlan(3, 2, 0, Set.of()));
        ProcessMemory memory = new ProcessMemory(keeper.files());
        KeeperHost host = KeeperHost.of(keeper, memory);
        ComparedPages protection = new ComparedPages(memory);
        return new TrackStage(targets, keeper, memory, protection, host, factory.create(host, new DefaultSettings()));
    }

    List<PageRange> mappings() {
        Region region = keeper.regions().get(0);
        return List.of(new PageRange(region.start(), region.start() + region.length()));
    }

    TrackedRound round(Optional<TrackedRound> parent, TrackedRound.End end, PageRange... mappings) throws Exception {
        List<PageRange> ranges = mappings.length == 0 ? mappings() : List.of(mappings);
        return TrackedRound.run(tracker, this, parent, ranges, end);
    }

    /** A round behind another tracker, which says that just these pages changed. */
    TrackedRound roundOf(TrackedRound parent, Set<Long> changed) throws Exception {
        return TrackedRound.behind(changed, tracker, this, parent);
    }

    Set<Long> allPages() {
        return pages(mappings().get(0));
    }

    static Set<Long> pages(PageRange range) {
        Set<Long> found = new TreeSet<>();
        for (long page = range.start(); page < range.end(); page += PAGE) {
            found.add(page);
        }
        return found;
    }

    /** Lets the keeper write so many pages; answers which, by looking. */
    Set<Long> write(int count) throws IOException {
        PageRange all = mappings().get(0);
        ByteBuffer before = bytes(all);
        keeper.write(count);
        ByteBuffer after = bytes(all);
        Set<Long> written = new TreeSet<>();
        for (int at = 0; at < before.limit(); at += PAGE) {
            if (!before.slice(at, PAGE).equals(after.slice(at, PAGE))) {
                written.add(all.start() + at);
            }
        }
        if (written.size() != count) {
            throw new AssertionError("the keeper wrote " + written.size() + " pages instead of " + count);
        }
        return written;
    }

    /** Writes pages with the bytes that they hold; answers which. */
    Set<Long> overwriteWithItself(int count) throws IOException {
        PageRange all = mappings().get(0);
        ByteBuffer held = bytes(all);
        try (FileChannel mem = FileChannel.open(keeper.files().folder().resolve("mem"), StandardOpenOption.WRITE)) {
            for (int page = 0; page < count; page++) {
                mem.write(held.slice(page * PAGE, PAGE), all.start() + (long) page * PAGE);
            }
        }
        return pages(new PageRange(all.start(), all.start() + (long) count * PAGE));
    }

    private ByteBuffer bytes(PageRange range) {
        ByteBuffer bytes = ByteBuffer.allocate((int) range.bytes());
        memory.readForced(range, bytes);
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        tracker.close();
        memory.close();
        targets.close();
    }
}
