package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.RequestPipes;
import io.sluice.kernel.SocketEnd;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.tracer.TracerThread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * A task that shares a target's memory and makes system calls there while the target runs on. It has a table of descriptors
 * of its own, blocks every signal, and is not traced. When this is closed, or Sluice dies, it gives back its memory and
 * ends.
 *
 * <p>Usable from any thread; calls are served one at a time.
 */
public final class Shadow implements SystemCalls, AutoCloseable {
    private static final int LOOK_MILLIS = 50;
    private static final long LOOK_NANOS = 20_000;
    private static final long LONGEST_END_NANOS = 2_000_000_000L;
    private final int pid;
    private final ForcedMemory memory;
    private final Born born;
    private Optional<String> lost = Optional.empty();
    private boolean closed;

    /**
     * What came of a birth.
     *
     * @param staysTraced whether a thread of ours is to go on tracing it
     * @param traces what in memory that the target has anyway is not as it would be
     */
    record Born(
            int id,
            long startTicks,
            boolean staysTraced,
            PidDescriptor life,
            RequestPipes pipes,
            Scratch scratch,
            List<PageRange> traces) {}

    private Shadow(int pid, ForcedMemory memory, Born born) {
        this.pid = pid;
        this.memory = memory;
        this.born = born;
    }

    /**
     * Makes one. The target's thread that makes it is stopped for some tenths of a millisecond.
     *
     * @param pid the process, as Sluice sees it
     * @throws ShadowException when it cannot be made; nothing is left in the target
     */
    public static Shadow in(int pid) {
        try {
            ForcedMemory memory = ForcedMemory.open(pid);
            try {
                return in(pid, memory);
            } catch (RuntimeException e) {
                memory.close();
                Undertaker.clear(pid);
                throw e;
            }
        } catch (KernelException e) {
            throw new ShadowException("no calls can be made in process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static Shadow in(int pid, ForcedMemory memory) {
        Born born = TracerThread.runAndStay(
                "sluice-shadow",
                () -> {},
                tracer -> Birth.run(tracer, pid, memory),
                made -> made.staysTraced() ? Optional.of(new Warden(made.id())) : Optional.empty());
        return new Shadow(pid, memory, born);
    }

    /** Its number, as Sluice sees it: that of a thread of the target, or of a child. */
    public int id() {
        return born.id();
    }

    /** Its memory in the target; never part of an image. */
    public PageRange scratch() {
        return born.scratch().range();
    }

    /** What in the target's own memory is zeros without us: where the stub stands, and a word of the stack. */
    public List<PageRange> traces() {
        return born.traces();
    }

    @Override
    public synchronized long attempt(Call call, long... arguments) {
        requireServed();
        try {
            born.pipes().send(Architecture.current().number(call), arguments);
            Optional<Long> answer = born.pipes().answer(LOOK_MILLIS);
            while (answer.isEmpty()) {
                requireRunning();
                answer = born.pipes().answer(LOOK_MILLIS);
            }
            return answer.get();
        } catch (KernelException gone) {
            throw lose("process " + pid + " has ended, or executed another program");
        }
    }

    @Override
    public String describe(Call call) {
        return call + " in process " + pid;
    }

    private void requireServed() {
        if (lost.isPresent()) {
            throw new ShadowException(lost.get());
        }
    }

    /** A thread stops with its process, and serves again when that goes on: nobody waits for that here. */
    private void requireRunning() {
        Optional<TaskStatus> status = TaskStatus.read(born.id());
        if (status.isEmpty() || status.get().ended()) {
            throw lose("process " + pid + " has ended, or executed another program");
        }
        if (status.get().state() == 'T') {
            throw lose("process " + pid + " was stopped by a signal");
        }
    }

    private ShadowException lose(String reason) {
        lost = Optional.of(reason);
        return new ShadowException(reason);
    }

    /** A file of its table, as ours too. Closed by the caller. */
    public OpenFile fetch(int number) {
        return born.life().file(number);
    }

    /**
     * Makes a call that writes a word for its caller; answers that word.
     *
     * @param arguments of the address where the word goes
     */
    synchronized long noting(Call call, LongFunction<long[]> arguments, int offset) {
        call(call, arguments.apply(born.scratch().small()));
        return memory.word(born.scratch().small() + offset);
    }

    /** Makes a call that takes a vector of ranges, and so must be the only one to use the room for it. */
    synchronized long withVector(long[] vector, LongUnaryOperator call) {
        memory.write(born.scratch().vectors(), vector);
        return call.applyAsLong(born.scratch().vectors());
    }

    /** Takes a file that was given over a socket; answers its number here. */
    synchronized int receive(int socket, long flags) {
        long at = born.scratch().small();
        memory.write(at, SocketEnd.message(at));
        call(Call.RECVMSG, socket, at, flags);
        return (int) memory.word(SocketEnd.received(at));
    }

    /** Opens a userfaultfd of the target's memory, ours alone: what it tracks ends when the answer is closed. */
    public OpenFile userfaultfd() {
        long number = required(Call.USERFAULTFD, openUserFault());
        OpenFile ours = fetch((int) number);
        call(Call.CLOSE, number);
        return ours;
    }

    /** Has it leave, and takes out of the target what is left of it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        lost = Optional.of("the calls are over");
        born.pipes().close();
        try {
            if (left()) {
                Undertaker.bury(pid, born.id());
                LivingShadows.remove(born.id());
                Undertaker.clearCopies(pid, born.id(), born.startTicks());
            }
        } catch (KernelException | ShadowException targetGone) {
            lost = Optional.of(targetGone.getMessage());
        } finally {
            born.life().close();
            memory.close();
        }
    }

    /** Waits until it is gone; a stopped target keeps it until it goes on, and then it leaves by itself. */
    private boolean left() {
        long started = System.nanoTime();
        while (born.life().alive()) {
            if (System.nanoTime() - started > LONGEST_END_NANOS) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
