package io.sluice.testkit.program;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls inside a keeper as the core's are: real ones, made by a thread of it that has a table of descriptors of its own.
 * Usable from any thread.
 */
public final class KeeperCalls implements InjectedCalls, AutoCloseable {
    private static final int WORDS = 5;

    private final long pid;
    private final SocketChannel channel;
    private final ByteBuffer request =
            ByteBuffer.allocateDirect((WORDS + 2 * MOST_RANGES) * Long.BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer answer = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());

    /** What keeper.c is asked for. */
    enum Call {
        TASK(0),
        PIPE(1),
        LEND(2),
        VMSPLICE(3),
        PWRITEV(4),
        SPLICE(5),
        CLOSE(6),
        UNMAP(7),
        LIMIT_FILES(8);

        private final int number;

        Call(int number) {
            this.number = number;
        }
    }

    private KeeperCalls(long pid, SocketChannel channel) {
        this.pid = pid;
        this.channel = channel;
    }

    static KeeperCalls connect(long pid, Path socket) {
        try {
            return new KeeperCalls(pid, SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Pipe pipe(int bytes) throws ComponentException {
        long ends = require(call(Call.PIPE, List.of(), bytes), "pipe2");
        long task = call(Call.TASK, List.of());
        return KeeperPipe.open(this, Path.of("/proc/" + pid + "/task/" + task + "/fd"), (int) ends, bytes);
    }

    @Override
    public int lend(Descriptor descriptor) throws ComponentException {
        return (int) require(call(Call.LEND, List.of(), ProcessHandle.current().pid(), descriptor.number()), "lend");
    }

    @Override
    public long vmsplice(Pipe pipe, List<PageRange> ranges) throws ComponentException {
        return call(Call.VMSPLICE, ranges, pipe.targetEnd());
    }

    @Override
    public long pwritev(int descriptor, long offset, List<PageRange> ranges) throws ComponentException {
        return call(Call.PWRITEV, ranges, descriptor, offset);
    }

    /** Has the keeper unmap memory of its own, which it must not use any more then. */
    public void unmap(PageRange range) throws ComponentException {
        require(call(Call.UNMAP, List.of(range)), "munmap");
    }

    /** Lets the keeper write no file longer than so many bytes (RLIMIT_FSIZE). */
    public void limitFiles(long bytes) throws ComponentException {
        require(call(Call.LIMIT_FILES, List.of(), bytes), "setrlimit");
    }

    private static long require(long result, String call) throws ComponentException {
        if (result < 0) {
            throw new ComponentException(call + " in the keeper: errno " + -result, "none");
        }
        return result;
    }

    /** Makes one call; answers its result, or a negative errno. */
    synchronized long call(Call call, List<PageRange> ranges, long... words) throws ComponentException {
        request.clear().putLong(call.number);
        for (int i = 0; i < WORDS - 2; i++) {
            request.putLong(i < words.length ? words[i] : 0);
        }
        request.putLong(ranges.size());
        ranges.forEach(range -> request.putLong(range.start()).putLong(range.bytes()));
        try {
            for (request.flip(); request.hasRemaining(); ) {
                channel.write(request);
            }
            for (answer.clear(); answer.hasRemaining(); ) {
                if (channel.read(answer) < 0) {
                    throw new IOException("it hung up");
                }
            }
        } catch (IOException gone) {
            throw new ComponentException("the keeper serves no calls any more: " + gone.getMessage(), "none", gone);
        }
        return answer.getLong(0);
    }

    /** Ends the thread in the keeper. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
