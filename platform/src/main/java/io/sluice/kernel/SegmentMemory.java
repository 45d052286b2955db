package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * The memory of a shared segment, by offsets from its start, whoever maps it. It holds the segment, so that reading goes
 * on when its process is gone; reading makes no pages.
 */
public final class SegmentMemory implements TaskMemory, AutoCloseable {
    private static final int SEEK_END = 2;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final long PAGE = 4096;
    private final KernelFile segment;

    private SegmentMemory(KernelFile segment) {
        this.segment = segment;
    }

    /** What opening a segment gave. */
    public sealed interface Opening {
        /** It is open; to be closed by the caller. */
        record Opened(SegmentMemory memory) implements Opening {}

        /**
         * It cannot be opened; read the mapping through its process instead.
         *
         * @param errno why: ENOENT when mapping or process are gone, EPERM without CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE
         * @param reason the same, in one line
         */
        record Unavailable(Errno errno, String reason) implements Opening {}
    }

    /**
     * Opens the segment behind a mapping (/proc/PID/map_files, proc_pid_map_files(5)).
     *
     * @param pid who maps it
     * @param mapping the whole mapping, as /proc/PID/maps has it
     */
    public static Opening open(int pid, PageRange mapping) {
        try {
            return new Opening.Opened(new SegmentMemory(KernelFile.open("/proc/" + pid + "/map_files/" + mapping)));
        } catch (KernelException e) {
            return new Opening.Unavailable(e.errno(), "the shared segment cannot be opened: " + e.getMessage());
        }
    }

    /** How long the segment is now, in bytes. */
    public long size() {
        return Kernel.require(segment.seek(0, SEEK_END), SystemCall.LSEEK, segment.path());
    }

    /**
     * Tells of the pages that hold data, as ascending runs that do not touch. One thread at a time.
     *
     * @param runs offsets from the segment's start
     */
    public synchronized void populated(Consumer<PageRange> runs) {
        long at = 0;
        while (true) {
            long data = segment.seek(at, SEEK_DATA);
            if (Errno.of(data) == Errno.ENXIO) {
                return; // no data from there on
            }
            Kernel.require(data, SystemCall.LSEEK, segment.path());
            long hole = segment.seek(data, SEEK_HOLE);
            if (Errno.of(hole) == Errno.ENXIO) {
                return; // it was cut off meanwhile
            }
            Kernel.require(hole, SystemCall.LSEEK, segment.path());
            at = hole + PAGE - 1 & -PAGE;
            runs.accept(new PageRange(data & -PAGE, at));
        }
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int sum = 0;
        for (PageRange range : ranges) {
            ReadResult part = readForced(range, buffer);
            sum += part.bytes();
            if (part.ending() != Ending.COMPLETE) {
                return new ReadResult(sum, part.ending());
            }
        }
        return new ReadResult(sum, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        long at = Kernel.address(buffer) + buffer.position();
        long length = Math.min(range.bytes(), buffer.remaining());
        long done = 0;
        long result = 1;
        while (done < length && result > 0) {
            result = segment.read(at + done, length - done, range.start() + done);
            done += Math.max(result, 0);
        }
        done += pad(buffer, done, length, range.start());
        buffer.position(buffer.position() + (int) done);
        return new ReadResult((int) done, done == length ? Ending.COMPLETE : ending(result));
    }

    /** The rest of a segment's last page is zero, as whoever maps it sees it (mmap(2)). */
    private static long pad(ByteBuffer buffer, long done, long length, long offset) {
        long missing = Math.min(-(offset + done) & PAGE - 1, length - done);
        for (long i = 0; i < missing; i++) {
            buffer.put(buffer.position() + (int) (done + i), (byte) 0);
        }
        return missing;
    }

    private static Ending ending(long result) {
        return switch (Errno.of(result)) {
            case OK, EIO, EFAULT, EINVAL -> Ending.UNREADABLE;
            case EPERM, EACCES -> Ending.DENIED;
            default -> throw new KernelException("pread64 of a shared segment", result);
        };
    }

    @Override
    public void close() {
        segment.close();
    }
}
