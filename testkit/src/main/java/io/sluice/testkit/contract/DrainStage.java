package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperCalls;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Region;
import io.sluice.testkit.program.RegionKind;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A keeper, and a drain that is open for it. */
record DrainStage(
        Targets targets,
        Keeper keeper,
        ProcessMemory memory,
        KeeperCalls calls,
        KeeperHost host,
        DrainStrategy strategy,
        TaskDrain drain)
        implements AutoCloseable {

    private record Lent(String name, TaskMemory memory, Optional<InjectedCalls> calls) implements DrainTarget {}

    static DrainStage of(DrainStrategyFactory factory) throws Exception {
        Targets targets = Targets.create();
        Keeper keeper = targets.keeper(new KeeperPlan(4, 2, 0, EnumSet.of(RegionKind.NONE, RegionKind.GUARD)));
        ProcessMemory memory = new ProcessMemory(keeper.files());
        KeeperHost host = KeeperHost.of(keeper, memory);
        DrainStrategy strategy = factory.create(host, new DefaultSettings());
        KeeperCalls calls = keeper.calls();
        TaskDrain drain = strategy.open(new Lent("the keeper", memory, Optional.of(calls)));
        return new DrainStage(targets, keeper, memory, calls, host, strategy, drain);
    }

    DrainTarget target() {
        return new Lent("the keeper", memory, Optional.of(calls));
    }

    DrainTarget targetWithoutCalls() {
        return new Lent("the keeper", memory, Optional.empty());
    }

    /** A new image, which goes with the stage. */
    LentImage image() throws IOException {
        return LentImage.create(targets.folder().resolve("image-" + System.nanoTime()));
    }

    private Region region(RegionKind kind) {
        return keeper.regions().stream()
                .filter(region -> region.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new org.opentest4j.TestAbortedException("this kernel has no " + kind));
    }

    /** Pages of a region: from, to, from, to. */
    PageChunk chunk(RegionKind kind, int... edges) {
        long start = region(kind).start();
        List<PageRange> ranges = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            ranges.add(new PageRange(start + edges[i] * 4096L, start + edges[i + 1] * 4096L));
        }
        return new PageChunk(ranges, true);
    }

    /** What the keeper says that the pages hold. */
    Map<Long, ByteBuffer> truth(PageChunk chunk) throws Exception {
        Map<Long, ByteBuffer> found = new TreeMap<>();
        long report = keeper.report();
        for (PageRange range : chunk.ranges()) {
            Region region = keeper.regions().stream()
                    .filter(one -> one.contains(range.start()))
                    .findFirst()
                    .orElseThrow();
            ByteBuffer said = ByteBuffer.wrap(Files.readAllBytes(keeper.reported(report, region)));
            for (long page = range.start(); page < range.end(); page += 4096) {
                found.put(page, said.slice((int) (page - region.start()), 4096));
            }
        }
        return found;
    }

    void moveAtOnce(int workers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<PageChunk> chunks = new ArrayList<>();
        List<RecordingDestination> destinations = new ArrayList<>();
        List<Future<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            PageChunk chunk = chunk(RegionKind.ANONYMOUS, i * 100, i * 100 + 100);
            RecordingDestination destination = RecordingDestination.ofBytes();
            chunks.add(chunk);
            destinations.add(destination);
            running.add(threads.submit(() -> drain.move(chunk, destination)));
        }
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(running.get(i).get()).isTrue();
            assertThat(destinations.get(i).pages()).isEqualTo(truth(chunks.get(i)));
        }
        threads.shutdown();
    }

    /** Moves all of the anonymous region while every third page of it, or so, is unmapped. */
    void moveWhileUnmapping(LentImage image) throws Exception {
        int pages = (int) (region(RegionKind.ANONYMOUS).length() / 4096);
        Map<Long, ByteBuffer> truth = new TreeMap<>();
        List<PageChunk> chunks = new ArrayList<>();
        for (int i = 0; i < pages; i += 128) {
            chunks.add(chunk(RegionKind.ANONYMOUS, i, i + 128));
            truth.putAll(truth(chunks.get(chunks.size() - 1)));
        }
        Random random = new Random(pages);
        Set<Long> unmapped = new ConcurrentSkipListSet<>();
        ExecutorService storm = Executors.newSingleThreadExecutor();
        Future<Boolean> blowing = storm.submit(() -> {
            for (int i = 0; i < pages / 3; i++) {
                long page = region(RegionKind.ANONYMOUS).start() + random.nextInt(pages) * 4096L;
                unmapped.add(page);
                calls.unmap(new PageRange(page, page + 4096));
            }
            return true;
        });
        Map<Long, ByteBuffer> stored = new TreeMap<>();
        for (PageChunk chunk : chunks) {
            RecordingDestination destination = RecordingDestination.into(image);
            assertThat(drain.move(chunk, destination)).isTrue();
            stored.putAll(destination.pages());
        }
        assertThat(blowing.get()).isTrue();
        storm.shutdown();
        assertThat(truth).containsAllEntriesOf(stored);
        truth.keySet().removeAll(unmapped);
        assertThat(stored).containsAllEntriesOf(truth);
    }

    @Override
    public void close() throws java.io.IOException {
        drain.close();
        strategy.close();
        calls.close();
        memory.close();
        targets.close();
    }
}
