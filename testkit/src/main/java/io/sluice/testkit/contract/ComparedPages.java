package io.sluice.testkit.contract;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.WriteProtection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A write-protection that finds written pages of a real process by comparing their bytes with those that it saw last: it has
 * the rules of the core's, and tells whoever breaks them. It cannot tell a page that was written with the bytes that it had.
 */
final class ComparedPages implements WriteProtection {
    private static final int PAGE = 4096;
    private final TaskMemory memory;
    private final Map<Long, ByteBuffer> seen = new HashMap<>();
    private final List<PageRange> armed = new ArrayList<>();
    private Optional<Epoch> ground = Optional.empty();
    private Optional<Epoch> opened = Optional.empty();
    private boolean stopped;

    ComparedPages(TaskMemory memory) {
        this.memory = memory;
    }

    /** Says whether the task stands still. */
    void stopped(boolean now) {
        stopped = now;
    }

    @Override
    public Optional<Epoch> ground() {
        return ground;
    }

    @Override
    public void open(Epoch epoch) {
        ground = Optional.empty();
        opened = Optional.of(epoch);
    }

    @Override
    public void arm(List<PageRange> mappings) {
        require(stopped, "mappings were armed while the task ran");
        armed.addAll(mappings);
    }

    @Override
    public List<PageRange> collect(PageRange range) {
        require(opened.isPresent(), "pages were collected before a round was opened");
        List<PageRange> written = new ArrayList<>();
        for (long page = range.start(); page < range.end(); page += PAGE) {
            ByteBuffer bytes = ByteBuffer.allocate(PAGE);
            memory.readForced(new PageRange(page, page + PAGE), bytes);
            boolean same = isArmed(page) && bytes.flip().equals(seen.get(page));
            if (!same) {
                written.add(new PageRange(page, page + PAGE));
                seen.put(page, bytes);
            }
        }
        return written;
    }

    private boolean isArmed(long page) {
        return armed.stream().anyMatch(range -> range.contains(page));
    }

    @Override
    public void close(Epoch epoch) {
        require(opened.equals(Optional.of(epoch)), "a round was closed that was not open");
        ground = opened;
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new AssertionError(otherwise);
        }
    }
}
