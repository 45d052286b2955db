package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jnr.ffi.Pointer;

/** ptrace(2) and waitpid(2), for one thread: whoever seized a task is the only one that may go on with it. */
public final class Ptrace {
    private static final int SEIZE = 0x4206;
    private static final int INTERRUPT = 0x4207;
    private static final int CONTINUE = 7;
    private static final int PEEK_DATA = 2;
    private static final int TO_NEXT_CALL = 24;
    private static final int GET_REGISTERS = 0x4204;
    private static final int SET_REGISTERS = 0x4205;
    private static final int GENERAL_REGISTERS = 1; // NT_PRSTATUS, elf.h
    private static final int GET_SIGNAL_MASK = 0x420a;
    private static final int SET_SIGNAL_MASK = 0x420b;
    private static final int GET_RSEQ = 0x420f;
    private static final int PEEK_SIGNALS = 0x4209;
    private static final int SHARED_QUEUE = 1;
    private static final int SIGNALS_AT_ONCE = 32;
    private static final int GET_THREAD_AREA = 25;
    private static final int SEGMENT_DESCRIPTOR = 16;
    private static final int EXTENDED_STATE = 0x202; // NT_X86_XSTATE, elf.h
    private static final int MOST_EXTENDED_STATE = 16 << 10;
    private static final int SET_OPTIONS = 0x4200;
    private static final int GET_FILTER = 0x420c;
    private static final int MOST_INSTRUCTIONS = 4096;
    private static final int GET_METADATA = 0x420d;
    private static final int FILTER_METADATA = 2 * Long.BYTES;
    private static final int GET_DISPATCH = 0x4211;
    private static final int DISPATCH_BYTES = 32;
    private static final int RSEQ_BYTES = 24;
    /** Calls are told from signals, children are traced too. */
    private static final int LEADING = 1 | 8;

    private static final int SUSPEND_SECCOMP = 1 << 21;
    private static final int EXIT_KILL = 1 << 20;
    private static final int CALL_STOP = 5 | 0x80;
    private static final int EVENT_CLONE = 3;
    private static final int MOST_REGISTERS = 64 * Long.BYTES;
    private static final int DETACH = 17;
    private static final int WAIT_ALL = 0x4000_0000;
    private static final int WAIT_NO_HANG = 1;
    private static final int GET_EVENT_MESSAGE = 0x4201;
    private static final int EVENT_STOP = 128;
    private static final int TRAP = 5;
    private static final int ONE_TASK = 1;
    private static final int ENDED = 4 | WAIT_NO_HANG | WAIT_ALL;
    private static final int WAIT_NO_WAIT = 0x100_0000;
    private static final int SIGNAL_INFORMATION = 128;
    private static final int SIGNAL_CODE = 8;
    private static final int FIRST_END = 1; // CLD_EXITED, then CLD_KILLED
    private static final int LAST_END = 3; // CLD_DUMPED
    private static final long WAITID = Architecture.current().number(Call.WAITID);
    private final Pointer status = Native.allocate(16);
    private final Pointer registers = Native.allocate(MOST_REGISTERS);

    /** Becomes the tracer of a running thread, which runs on. */
    public void seize(int thread) {
        request(SEIZE, thread, 0, "PTRACE_SEIZE");
    }

    /**
     * Makes ready to lead a stopped thread through calls: a child that it makes in one is seized too, and led alike.
     *
     * @param withoutSeccomp whether their filters are to rest as long as they are seized; that needs CAP_SYS_ADMIN
     */
    public void lead(int thread, boolean withoutSeccomp) {
        request(SET_OPTIONS, thread, withoutSeccomp ? LEADING | SUSPEND_SECCOMP : LEADING, "PTRACE_SETOPTIONS");
    }

    /** A stopped thread is to be killed when the thread that traces it ends. */
    public void bind(int thread) {
        request(SET_OPTIONS, thread, EXIT_KILL, "PTRACE_SETOPTIONS");
    }

    /**
     * A filter of calls (seccomp(2)).
     *
     * @param program an instruction of eight bytes a word (linux/filter.h)
     * @param flags with which it was put in place, as far as the kernel keeps them
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Filter(long[] program, int flags) {}

    /**
     * The filters of a stopped thread's calls, the oldest first.
     *
     * @throws KernelException without CAP_SYS_ADMIN, or where the kernel does not tell
     */
    public List<Filter> filters(int thread) {
        List<Filter> filters = new ArrayList<>();
        Pointer program = Native.allocate(MOST_INSTRUCTIONS * Long.BYTES);
        while (true) {
            long length = Native.C.ptrace(GET_FILTER, thread, filters.size(), program.address());
            if (length == -1 && Native.errno().equals(Errno.ENOENT)) {
                return filters;
            }
            require(length, "PTRACE_SECCOMP_GET_FILTER", thread);
            long[] words = new long[(int) length];
            program.get(0, words, 0, words.length);
            filters.add(new Filter(words, filterFlags(thread, filters.size())));
        }
    }

    private int filterFlags(int thread, int index) {
        status.putLong(0, index);
        require(
                Native.C.ptrace(GET_METADATA, thread, FILTER_METADATA, status.address()),
                "PTRACE_SECCOMP_GET_METADATA",
                thread);
        return (int) status.getLong(Long.BYTES);
    }

    /** Whether a stopped thread's calls are given back to itself (Syscall User Dispatch, prctl(2)). */
    public boolean dispatches(int thread) {
        Pointer settings = Native.allocate(DISPATCH_BYTES);
        long answered = Native.C.ptrace(GET_DISPATCH, thread, DISPATCH_BYTES, settings.address());
        return answered == 0 && settings.getLong(0) != 0;
    }

    /** Asks a seized thread to stop. */
    public void interrupt(int thread) {
        request(INTERRUPT, thread, 0, "PTRACE_INTERRUPT");
    }

    /** Lets a stopped thread run, giving it a signal; 0 for none. */
    public void resume(int thread, int signal) {
        request(CONTINUE, thread, signal, "PTRACE_CONT");
    }

    /** Lets a stopped thread run up to where its next call begins or ends, giving it a signal; 0 for none. */
    public void resumeToCall(int thread, int signal) {
        request(TO_NEXT_CALL, thread, signal, "PTRACE_SYSCALL");
    }

    /** The general registers of a stopped thread, as many words as this architecture has. */
    public long[] registers(int thread) {
        Pointer vector = vector(MOST_REGISTERS);
        require(
                Native.C.ptrace(GET_REGISTERS, thread, GENERAL_REGISTERS, vector.address()),
                "PTRACE_GETREGSET",
                thread);
        long[] words = new long[(int) (vector.getLong(8) / Long.BYTES)];
        registers.get(0, words, 0, words.length);
        return words;
    }

    /** Sets the general registers of a stopped thread. */
    public void setRegisters(int thread, long[] words) {
        registers.put(0, words, 0, words.length);
        Pointer vector = vector((long) words.length * Long.BYTES);
        require(
                Native.C.ptrace(SET_REGISTERS, thread, GENERAL_REGISTERS, vector.address()),
                "PTRACE_SETREGSET",
                thread);
    }

    private Pointer vector(long bytes) {
        status.putLong(0, registers.address());
        status.putLong(8, bytes);
        return status;
    }

    /** A word of the memory that a stopped thread has now: it may have executed another program. */
    public long word(int thread, long address) {
        return Native.C.ptrace(PEEK_DATA, thread, address, 0);
    }

    /** The signals that a stopped thread blocks, a bit each. */
    public long signalMask(int thread) {
        require(Native.C.ptrace(GET_SIGNAL_MASK, thread, Long.BYTES, status.address()), "PTRACE_GETSIGMASK", thread);
        return status.getLong(0);
    }

    /** Sets the signals that a stopped thread blocks. */
    public void setSignalMask(int thread, long mask) {
        status.putLong(0, mask);
        require(Native.C.ptrace(SET_SIGNAL_MASK, thread, Long.BYTES, status.address()), "PTRACE_SETSIGMASK", thread);
    }

    /** Where a stopped thread has its area for restartable sequences (rseq(2)); 0 where it has none. */
    public long restartableSequences(int thread) {
        long answered = Native.C.ptrace(GET_RSEQ, thread, RSEQ_BYTES, registers.address());
        return answered == RSEQ_BYTES ? registers.getLong(0) : 0;
    }

    /**
     * Where a stopped thread has its area for restartable sequences, and how it was registered (rseq(2)).
     *
     * @param address 0 where it has none
     */
    public record RestartableSequences(long address, int bytes, int signature, int flags) {}

    /** Whether the kernel tells that. */
    boolean tellsSequences(int thread) {
        return Native.C.ptrace(GET_RSEQ, thread, RSEQ_BYTES, registers.address()) == RSEQ_BYTES;
    }

    /** As {@link #restartableSequences}, with all that the kernel tells. */
    public RestartableSequences registeredSequences(int thread) {
        long answered = Native.C.ptrace(GET_RSEQ, thread, RSEQ_BYTES, registers.address());
        return answered == RSEQ_BYTES
                ? new RestartableSequences(
                        registers.getLong(0), registers.getInt(8), registers.getInt(12), registers.getInt(16))
                : new RestartableSequences(0, 0, 0, 0);
    }

    /**
     * The signals that wait for a stopped thread, oldest first, each a siginfo_t of 128 bytes (sigaction(2)).
     *
     * @param shared whether those that any thread of its process may take
     */
    public List<byte[]> pendingSignals(int thread, boolean shared) {
        List<byte[]> signals = new ArrayList<>();
        Pointer request = Native.allocate(16);
        Pointer found = Native.allocate(SIGNALS_AT_ONCE * SIGNAL_INFORMATION);
        try {
            long count = SIGNALS_AT_ONCE;
            while (count == SIGNALS_AT_ONCE) {
                request.putLong(0, signals.size());
                request.putInt(8, shared ? SHARED_QUEUE : 0);
                request.putInt(12, SIGNALS_AT_ONCE);
                count = Native.C.ptrace(PEEK_SIGNALS, thread, request.address(), found.address());
                require(count, "PTRACE_PEEKSIGINFO", thread);
                for (int i = 0; i < count; i++) {
                    byte[] signal = new byte[SIGNAL_INFORMATION];
                    found.get((long) i * SIGNAL_INFORMATION, signal, 0, signal.length);
                    signals.add(signal);
                }
            }
        } finally {
            Reference.reachabilityFence(request);
            Reference.reachabilityFence(found);
        }
        return signals;
    }

    /** A descriptor of a stopped thread's own segments, four words of 32 bits (struct user_desc, set_thread_area(2)). */
    public int[] segment(int thread, int entry) {
        Pointer descriptor = Native.allocate(SEGMENT_DESCRIPTOR);
        require(
                Native.C.ptrace(GET_THREAD_AREA, thread, entry, descriptor.address()),
                "PTRACE_GET_THREAD_AREA",
                thread);
        int[] words = new int[SEGMENT_DESCRIPTOR / Integer.BYTES];
        descriptor.get(0, words, 0, words.length);
        return words;
    }

    /** The floating-point and vector registers of a stopped thread, in the processor's own form (XSAVE, not compacted). */
    public byte[] extendedState(int thread) {
        Pointer state = Native.allocate(MOST_EXTENDED_STATE);
        Pointer vector = Native.allocate(2 * Long.BYTES);
        vector.putLong(0, state.address());
        vector.putLong(8, MOST_EXTENDED_STATE);
        require(Native.C.ptrace(GET_REGISTERS, thread, EXTENDED_STATE, vector.address()), "PTRACE_GETREGSET", thread);
        byte[] bytes = new byte[(int) vector.getLong(8)];
        state.get(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** The number of the child that a thread, stopped at {@link Stop.MadeChild}, made. */
    public int child(int thread) {
        require(Native.C.ptrace(GET_EVENT_MESSAGE, thread, 0, status.address()), "PTRACE_GETEVENTMSG", thread);
        return (int) status.getLong(0);
    }

    /** Lets go of a stopped thread, giving it a signal; 0 for none. It runs on, or stays in its group stop. */
    public void detach(int thread, int signal) {
        request(DETACH, thread, signal, "PTRACE_DETACH");
    }

    /**
     * Whether a thread that was seen to stop still stands: SIGKILL, or an execve(2) by another thread of its process, sets
     * it going again without a word.
     */
    public boolean stands(int thread) {
        return Native.C.ptrace(GET_EVENT_MESSAGE, thread, 0, status.address()) != -1;
    }

    /**
     * Takes note that a seized thread has ended, if it has; leaves its stops alone. Unlike all else here, from any thread
     * (waitid(2): the tracees of one thread can be waited for by the others). {@link #poll} says of it that it ended.
     */
    public static void reap(int thread) {
        Pointer information = Native.allocate(SIGNAL_INFORMATION);
        // The stops of tracees are told whatever is asked for, and would be lost to the tracer: so it only looks first.
        long looked = Native.call(WAITID, ONE_TASK, thread, information.address(), ENDED | WAIT_NO_WAIT, 0);
        int code = information.getInt(SIGNAL_CODE);
        if (looked == 0 && information.getInt(0) != 0 && code >= FIRST_END && code <= LAST_END) {
            Native.call(WAITID, ONE_TASK, thread, 0, ENDED, 0);
        }
    }

    /** The thread that calls this, as TracerPid names it (proc_pid_status(5)). */
    public int tracer() {
        return (int) Native.call(Architecture.current().number(Call.GETTID));
    }

    private static void request(int request, int thread, int data, String name) {
        require(Native.C.ptrace(request, thread, 0, data), name, thread);
    }

    private static void require(long answered, String name, int thread) {
        if (answered == -1) {
            throw new KernelException(Native.errno(), name + " " + thread);
        }
    }

    /** What happened to a thread, without waiting; empty when nothing did. */
    public Optional<Stop> poll(int thread) {
        return result(Native.C.waitpid(thread, status.address(), WAIT_ALL | WAIT_NO_HANG), thread);
    }

    /** Waits until something happens to a thread. */
    public Stop await(int thread) {
        Optional<Stop> stop = result(Native.C.waitpid(thread, status.address(), WAIT_ALL), thread);
        while (stop.isEmpty()) {
            stop = result(Native.C.waitpid(thread, status.address(), WAIT_ALL), thread);
        }
        return stop.get();
    }

    private Optional<Stop> result(int waited, int thread) {
        if (waited == 0) {
            return Optional.empty();
        }
        if (waited == -1) {
            Errno errno = Native.errno();
            if (errno.equals(Errno.EINTR)) {
                return Optional.empty();
            }
            if (errno.equals(Errno.ECHILD)) {
                return Optional.of(new Stop.Ended());
            }
            throw new KernelException(errno, "waitpid " + thread);
        }
        return Optional.of(stop(status.getInt(0)));
    }

    private static Stop stop(int status) {
        if ((status & 0xff) != 0x7f) {
            return new Stop.Ended();
        }
        int signal = status >> 8 & 0xff;
        return switch (status >> 16) {
            case EVENT_STOP -> new Stop.Trapped(signal == TRAP ? 0 : signal);
            case EVENT_CLONE -> new Stop.MadeChild();
            default -> signal == CALL_STOP ? new Stop.AtCall() : new Stop.Signalled(signal & 0x7f);
        };
    }

    /** What happened to a seized thread. */
    public sealed interface Stop {
        /**
         * It stands still.
         *
         * @param signal which one has stopped its whole process; 0 when it was interrupted alone
         */
        record Trapped(int signal) implements Stop {}

        /** It is where a call begins or ends. */
        record AtCall() implements Stop {}

        /** It is in a call that made a child. */
        record MadeChild() implements Stop {}

        /** A signal is about to be delivered, and must be passed on. */
        record Signalled(int signal) implements Stop {}

        /** It is gone. */
        record Ended() implements Stop {}
    }
}
