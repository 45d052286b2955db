package io.sluice.testkit.contract;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.proc.TaskFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * The real memory of a process, through /proc/PID/mem and without native calls. {@link #read} honours the rights that the
 * mappings had when this was made, as process_vm_readv(2) does.
 */
public final class ProcessMemory implements TaskMemory, AutoCloseable {
    private static final int PAGE = 4096;
    private final TaskFiles task;
    private final List<Mapping> mappings;
    private final FileChannel memory;

    /** The memory of a living process. */
    public ProcessMemory(TaskFiles task) throws IOException {
        this.task = task;
        this.mappings = task.mappings();
        this.memory = FileChannel.open(task.folder().resolve("mem"));
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int bytes = 0;
        for (PageRange range : ranges) {
            ReadResult result = copy(range, buffer, false);
            bytes += result.bytes();
            if (result.ending() != Ending.COMPLETE) {
                return new ReadResult(bytes, result.ending());
            }
        }
        return new ReadResult(bytes, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        return copy(range, buffer, true);
    }

    private ReadResult copy(PageRange range, ByteBuffer buffer, boolean forced) {
        int bytes = 0;
        for (long page = range.start(); page < range.end(); page += PAGE) {
            if (!(forced || readable(page)) || !copyPage(page, buffer)) {
                return new ReadResult(bytes, task.alive() ? Ending.UNREADABLE : Ending.GONE);
            }
            bytes += PAGE;
        }
        return new ReadResult(bytes, Ending.COMPLETE);
    }

    private boolean readable(long page) {
        return mappings.stream()
                .anyMatch(mapping -> mapping.contains(page) && mapping.rights().charAt(0) == 'r');
    }

    private boolean copyPage(long page, ByteBuffer buffer) {
        ByteBuffer into = buffer.slice(buffer.position(), PAGE);
        try {
            if (memory.read(into, page) != PAGE) {
                return false;
            }
        } catch (IOException unreadable) {
            return false;
        }
        buffer.position(buffer.position() + PAGE);
        return true;
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
