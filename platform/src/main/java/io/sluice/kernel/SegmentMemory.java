package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;

/** A shared segment as a file: whole, whatever its tasks map of it. Addresses are offsets from its start. */
public final class SegmentMemory implements TaskMemory, AutoCloseable {
    private final OpenFile file;

    private SegmentMemory(OpenFile file) {
        this.file = file;
    }

    /**
     * Opens the segment behind a mapping (proc_pid_map_files(5)); needs CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE.
     *
     * @throws KernelException when the mapping is gone, or without the rights
     */
    public static SegmentMemory open(int pid, PageRange mapping) {
        return new SegmentMemory(OpenFile.read("/proc/" + pid + "/map_files/" + mapping));
    }

    /**
     * Opens the segment that a link of /proc leads to: of a mapping, or of a descriptor.
     *
     * @throws KernelException as {@link #open(int, PageRange)}
     */
    public static SegmentMemory open(String place) {
        return new SegmentMemory(OpenFile.read(place));
    }

    /** Its length in bytes, rounded up to whole pages. */
    public long bytes() {
        int page = Architecture.current().pageSize();
        return (file.length() + page - 1) / page * page;
    }

    /** The file behind it. */
    public OpenFile file() {
        return file;
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int done = 0;
        for (PageRange range : ranges) {
            ReadResult result = readForced(range, buffer);
            done += result.bytes();
            if (result.ending() != Ending.COMPLETE) {
                return new ReadResult(done, result.ending());
            }
        }
        return new ReadResult(done, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        OwnMemory.requireRoom(buffer, range.bytes());
        int position = buffer.position();
        long read = Native.C.pread(file.number(), Native.address(buffer) + position, range.bytes(), range.start());
        if (read < 0) {
            return new ReadResult(0, Ending.UNREADABLE);
        }
        // Behind the end of the file the last page reads as zeros, as it does where it is mapped.
        int page = Architecture.current().pageSize();
        int whole = (int) ((read + page - 1) / page * page);
        for (int i = (int) read; i < whole; i++) {
            buffer.put(position + i, (byte) 0);
        }
        buffer.position(position + whole);
        return new ReadResult(whole, whole == range.bytes() ? Ending.COMPLETE : Ending.UNREADABLE);
    }

    @Override
    public void close() {
        file.close();
    }
}
