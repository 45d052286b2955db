package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.RequestPipes;
import io.sluice.kernel.SocketEnd;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * A task that shares a target's memory and makes system calls there while the target runs on. It has a table of descriptors
 * of its own, blocks every signal, and is not traced. When this is closed, or Sluice dies, it gives back its memory and
 * ends.
 *
 * <p>Usable from any thread; calls are served one at a time.
 */
public final class Shadow implements AutoCloseable {
    private static final int LOOK_MILLIS = 50;
    private static final int MOST_ERRNO = 4095;
    private static final long O_CLOEXEC = 0_2000000;
    private static final long O_NONBLOCK = 0_4000;
    private static final long USER_MODE_ONLY = 1;
    private static final long LONGEST_END_NANOS = 2_000_000_000L;
    private final Host host;
    private final ForcedMemory memory;
    private final StubPlace stub;
    private final Born born;
    private Optional<String> lost = Optional.empty();
    private boolean closed;

    /** What came of a birth. */
    record Born(
            int id,
            int inNamespace,
            ShadowKind kind,
            boolean cleans,
            PidDescriptor life,
            RequestPipes pipes,
            Scratch scratch) {}

    private Shadow(Host host, ForcedMemory memory, StubPlace stub, Born born) {
        this.host = host;
        this.memory = memory;
        this.stub = stub;
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
                return in(Host.of(pid), memory);
            } catch (RuntimeException e) {
                memory.close();
                throw e;
            }
        } catch (KernelException e) {
            throw new ShadowException("no calls can be made in process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static Shadow in(Host host, ForcedMemory memory) {
        StubPlace stub = StubPlace.in(host.pid(), memory);
        Born born = TracerThread.run("sluice-shadow", ptrace -> new Birth(ptrace, host, memory, stub).run());
        return new Shadow(host, memory, stub, born);
    }

    /** Its number, as Sluice sees it: that of a thread of the target, or of a child. */
    public int id() {
        return born.id();
    }

    /** Its memory in the target; never part of an image. */
    public PageRange scratch() {
        return born.scratch().range();
    }

    /** Where something of ours stands that is zeros without us, ascending, to the byte; never part of an image. */
    public List<PageRange> traces() {
        return stub.traces(born.cleans());
    }

    /**
     * Makes one call and waits for its result.
     *
     * @param arguments six at the most; addresses are the target's
     * @return what the kernel answered: from -4095 to -1 a negative errno
     * @throws ShadowException when no calls can be made any more
     */
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
            throw lose("process " + host.pid() + " has ended, or executed another program");
        }
    }

    /**
     * As {@link #attempt}, for a call that has to succeed.
     *
     * @throws KernelException with the errno when it does not
     */
    public long call(Call call, long... arguments) {
        long result = attempt(call, arguments);
        if (result < 0 && result >= -MOST_ERRNO) {
            throw new KernelException(new Errno((int) -result), call + " in process " + host.pid());
        }
        return result;
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
            throw lose("process " + host.pid() + " has ended, or executed another program");
        }
        if (status.get().state() == 'T') {
            throw lose("process " + host.pid() + " was stopped by a signal");
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

    /**
     * Opens a userfaultfd of the target's memory, ours alone: what it tracks ends when the answer is closed. Without
     * CAP_SYS_PTRACE in the target the kernel gives one that serves only user mode (userfaultfd(2)), which is all that
     * write-protection needs.
     */
    public OpenFile userfaultfd() {
        long number = attempt(Call.USERFAULTFD, O_CLOEXEC | O_NONBLOCK);
        if (number == -Errno.EPERM.number()) {
            number = call(Call.USERFAULTFD, O_CLOEXEC | O_NONBLOCK | USER_MODE_ONLY);
        } else if (number < 0) {
            throw new KernelException(new Errno((int) -number), "userfaultfd in process " + host.pid());
        }
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
                Undertaker.bury(host, memory, stub, born);
            }
        } catch (KernelException | ShadowException targetGone) {
            lost = Optional.of(targetGone.getMessage());
        } finally {
            LivingShadows.remove(born.id());
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
            Thread.onSpinWait();
        }
        return true;
    }
}
