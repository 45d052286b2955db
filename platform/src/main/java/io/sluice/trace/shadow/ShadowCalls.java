package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PipeEnd;
import io.sluice.kernel.SocketEnd;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What plugins may have a shadow do. Closes what it made; not the shadow. */
public final class ShadowCalls implements InjectedCalls, AutoCloseable {
    private static final long NO_WAIT = 2; // SPLICE_F_NONBLOCK
    private static final long O_CLOEXEC = 0_2000000;
    private static final long F_SETPIPE_SZ = 1031;
    private static final long UNIX = 1;
    private static final long DATAGRAMS = 2 | O_CLOEXEC;
    private static final long RECEIVE_CLOSED_ON_EXEC = 0x4000_0000;
    private static final String REMEDY = "use the drain read, which makes no calls in the target";
    private final Shadow shadow;
    private final List<AutoCloseable> made = new ArrayList<>();
    private Optional<Gifts> gifts = Optional.empty();

    /** The two ends over which files are given to the shadow. */
    private record Gifts(SocketEnd ours, int theirs) {}

    /** Lends what {@code shadow} can do. */
    public ShadowCalls(Shadow shadow) {
        this.shadow = shadow;
    }

    @Override
    public synchronized Pipe pipe(int bytes) throws ComponentException {
        return attempted(() -> {
            long ends = shadow.noting(Call.PIPE2, at -> new long[] {at, O_CLOEXEC}, 0);
            int reading = (int) ends;
            int writing = (int) (ends >>> Integer.SIZE);
            long capacity = shadow.call(Call.FCNTL, writing, F_SETPIPE_SZ, bytes);
            OpenFile ours = shadow.fetch(reading);
            shadow.call(Call.CLOSE, reading);
            TargetPipe pipe = new TargetPipe(shadow, new PipeEnd(ours), writing, (int) capacity);
            made.add(pipe);
            return pipe;
        });
    }

    @Override
    public synchronized int lend(Descriptor descriptor) throws ComponentException {
        return attempted(() -> {
            if (gifts.isEmpty()) {
                gifts = Optional.of(openGifts());
            }
            gifts.get().ours().give(descriptor);
            return shadow.receive(gifts.get().theirs(), RECEIVE_CLOSED_ON_EXEC);
        });
    }

    private Gifts openGifts() {
        long ends = shadow.noting(Call.SOCKETPAIR, at -> new long[] {UNIX, DATAGRAMS, 0, at}, 0);
        int first = (int) ends;
        SocketEnd ours = new SocketEnd(shadow.fetch(first));
        shadow.call(Call.CLOSE, first);
        made.add(ours);
        return new Gifts(ours, (int) (ends >>> Integer.SIZE));
    }

    @Override
    public long vmsplice(Pipe pipe, List<PageRange> ranges) throws ComponentException {
        return attempted(() -> shadow.withVector(
                vector(ranges), at -> shadow.attempt(Call.VMSPLICE, pipe.targetEnd(), at, ranges.size(), NO_WAIT)));
    }

    @Override
    public long pwritev(int descriptor, long offset, List<PageRange> ranges) throws ComponentException {
        return attempted(() -> shadow.withVector(
                vector(ranges), at -> shadow.attempt(Call.PWRITEV, descriptor, at, ranges.size(), offset, 0)));
    }

    private static long[] vector(List<PageRange> ranges) {
        if (ranges.size() > MOST_RANGES) {
            throw new IllegalArgumentException(ranges.size() + " ranges");
        }
        long[] vector = new long[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            vector[2 * i] = ranges.get(i).start();
            vector[2 * i + 1] = ranges.get(i).bytes();
        }
        return vector;
    }

    private static <T> T attempted(Supplier<T> calls) throws ComponentException {
        try {
            return calls.get();
        } catch (KernelException | ShadowException e) {
            throw new ComponentException(e.getMessage(), REMEDY, e);
        }
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable each : made) {
            try {
                each.close();
            } catch (Exception e) {
                throw new AssertionError("closing a descriptor throws nothing", e);
            }
        }
        made.clear();
    }
}
