package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.util.List;

/** One read of many ranges of another process, in as few process_vm_readv(2) as can be. Used once, by one thread. */
final class VectorRead {
    private static final int MOST_RANGES = 1024; // IOV_MAX
    private static final int IOVEC = 16;
    private final int pid;
    private final List<PageRange> ranges;
    private final ByteBuffer buffer;
    private final long destination;
    private final Scratch scratch = Scratch.ofThread();
    private int range; // the first that is not wholly read
    private long within; // how much of it is

    VectorRead(int pid, List<PageRange> ranges, ByteBuffer buffer) {
        this.pid = pid;
        this.ranges = ranges;
        this.buffer = buffer;
        this.destination = Kernel.address(buffer);
    }

    ReadResult run() {
        int before = buffer.position();
        Ending ending = Ending.COMPLETE;
        while (range < ranges.size() && ending == Ending.COMPLETE) {
            int count = prepare();
            long result = Kernel.call(
                    SystemCall.PROCESS_VM_READV, pid, scratch.address(), 1, scratch.address() + IOVEC, count, 0);
            ending = ending(result);
            advance(Math.max(result, 0));
        }
        return new ReadResult(buffer.position() - before, ending);
    }

    private int prepare() {
        ByteBuffer vectors = scratch.buffer();
        int count = Math.min(MOST_RANGES, ranges.size() - range);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            PageRange each = ranges.get(range + i);
            long start = each.start() + (i == 0 ? within : 0);
            vectors.putLong(IOVEC * (i + 1), start).putLong(IOVEC * (i + 1) + 8, each.end() - start);
            sum += each.end() - start;
        }
        if (sum > buffer.remaining()) {
            throw new IllegalArgumentException("the buffer has room for " + buffer.remaining() + " of " + sum);
        }
        vectors.putLong(0, destination + buffer.position()).putLong(8, sum);
        return count;
    }

    private void advance(long bytes) {
        buffer.position(buffer.position() + (int) bytes);
        long left = bytes;
        while (left > 0) {
            long step = Math.min(left, ranges.get(range).bytes() - within);
            within += step;
            left -= step;
            if (within == ranges.get(range).bytes()) {
                range++;
                within = 0;
            }
        }
    }

    private static Ending ending(long result) {
        return switch (Errno.of(result)) {
            case OK -> result == 0 ? Ending.UNREADABLE : Ending.COMPLETE;
            case EINTR -> Ending.COMPLETE;
            case EFAULT, EIO -> Ending.UNREADABLE;
            case ESRCH -> Ending.GONE;
            case EPERM, EACCES -> Ending.DENIED;
            default -> throw new KernelException("process_vm_readv", result);
        };
    }
}
