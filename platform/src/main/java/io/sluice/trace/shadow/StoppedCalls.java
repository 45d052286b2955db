package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Stub;
import io.sluice.trace.tracer.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Calls in a process that stands still, by which it is asked what only it can tell. Those that any of its threads can make
 * are made by a shadow, which is cheaper; the others by the thread itself. Afterwards nothing of it is left there. All on
 * the tracing thread that holds the process.
 */
public final class StoppedCalls {
    private static final long READ_WRITE = 3;
    private static final long PRIVATE_ANONYMOUS = 0x22;
    private static final int ROOM = 4096;
    private static final int LIST = 3 * ROOM;
    private static final long PR_SET_NAME = 15;
    private final Visit visit;
    private final LedShadow shadow;
    private final long room;
    private final Map<Integer, BorrowedThread> borrowed = new HashMap<>();

    private StoppedCalls(Visit visit, LedShadow shadow) {
        this.visit = visit;
        this.shadow = shadow;
        this.room = shadow.room(ROOM + LIST, READ_WRITE, PRIVATE_ANONYMOUS);
        visit.stub().scratch(room);
        borrowed.put(visit.parent().thread(), visit.parent());
    }

    /**
     * Makes calls in a process.
     *
     * @param tracer holds every thread of it
     * @param pid its number, as Sluice sees it
     * @throws ShadowException when none can be made; and what {@code work} throws
     */
    public static <T> T in(Tracer tracer, int pid, Function<StoppedCalls, T> work) {
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            Visit visit = Visit.ofStopped(tracer, pid, memory);
            try {
                visit.clone(ShadowKind.THREAD);
                T answer = led(visit, visit.shadow(visit.parent().filters()), work);
                visit.stub().remove();
                return answer;
            } catch (RuntimeException e) {
                visit.removeUnlessUsed();
                throw e;
            }
        } catch (KernelException e) {
            throw new ShadowException("no calls can be made in process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static <T> T led(Visit visit, LedShadow shadow, Function<StoppedCalls, T> work) {
        try {
            Departure departure = new Departure(shadow, visit);
            departure.leaveFiles();
            T answer = work.apply(new StoppedCalls(visit, shadow));
            departure.prepare(visit.stub().noteAddress(), visit.parent().filters());
            shadow.leave();
            return answer;
        } catch (RuntimeException e) {
            shadow.abandon();
            throw e;
        }
    }

    /** Calls of which it does not matter which thread makes them. */
    public SystemCalls ofProcess() {
        return shadow;
    }

    /**
     * As {@link #ofProcess}, many calls at once, which costs little more than one.
     *
     * @param calls up to 150, each with up to six arguments
     * @return what the kernel answered to each
     */
    public List<Long> all(Call call, List<long[]> calls) {
        long number = Architecture.current().number(call);
        List<long[]> numbered = calls.stream()
                .map(arguments -> LongStream.concat(LongStream.of(number), LongStream.of(arguments))
                        .toArray())
                .toList();
        Stub stub = Machine.current().stub();
        visit.memory().write(room + ROOM, stub.list(numbered));
        shadow.all(room + ROOM, numbered);
        return IntStream.range(0, calls.size())
                .mapToObj(index -> visit.memory().word(room + ROOM + stub.resultAt(index)))
                .toList();
    }

    /** Calls of one thread of the process. */
    public SystemCalls ofThread(int thread) {
        return new BorrowedCalls(borrowed.computeIfAbsent(thread, this::borrow));
    }

    private BorrowedThread borrow(int thread) {
        BorrowedThread taken = new BorrowedThread(visit.ptrace(), thread, visit.stub(), visit.memory());
        taken.takeStopped();
        return taken;
    }

    /** Whether a thread took a signal when it was to make a call: then its memory may have changed since the stop began. */
    public boolean signalled() {
        return borrowed.values().stream().anyMatch(BorrowedThread::signalled);
    }

    /** Has a child made with a copy of the memory: see {@link MemoryCopies}. */
    int copy() {
        visit.memory().write(room, (Birth.NAME + "\0").getBytes(StandardCharsets.US_ASCII));
        shadow.attempt(Call.PRCTL, PR_SET_NAME, room);
        try {
            return shadow.fork();
        } catch (KernelException e) {
            throw new ShadowException("its memory cannot be copied: " + e.getMessage(), e);
        }
    }

    /** Where calls may leave up to a page of what they answer. */
    public long room() {
        return room;
    }

    /** A word of eight bytes that a call has left there, {@code offset} bytes behind the room's begin. */
    public long word(int offset) {
        return visit.memory().word(room + offset);
    }

    /** What a call has left there, from the room's begin on. */
    public byte[] answered(int bytes) {
        return visit.memory().read(room, bytes);
    }

    /** Overwrites the room with zeros. */
    public void clear(int bytes) {
        visit.memory().write(room, new byte[bytes]);
    }
}
