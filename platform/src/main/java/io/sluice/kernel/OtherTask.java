package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** What system calls tell of another task; needs the right to trace it. Usable from any thread. */
public final class OtherTask {
    private static final int ATTRIBUTES = 48;
    private static final long RESET_ON_FORK = 1;
    private static final int IOPRIO_WHO_PROCESS = 1;
    private static final int NICE_OFFSET = 20;
    private static final int EPOLL_TARGET = 7;
    private static final int SLOT = 3 * Integer.BYTES;
    private final int id;

    /** @param id a thread's number, as Sluice sees it */
    public OtherTask(int id) {
        this.id = id;
    }

    /**
     * How it gets processors, sched_getattr(2).
     *
     * @param policy SCHED_OTHER and so on
     * @param resetOnFork whether its children get none of it
     * @param nice from -20 to 19; that of a real-time policy rests
     * @param priority that of a real-time policy, else 0
     */
    public record Scheduling(int policy, boolean resetOnFork, int nice, int priority) {}

    /** How it gets processors. */
    public Scheduling scheduling() {
        Pointer attributes = Native.allocate(ATTRIBUTES);
        require(Native.call(number(Call.SCHED_GETATTR), id, attributes.address(), ATTRIBUTES, 0), "sched_getattr");
        int priority = attributes.getInt(20);
        boolean resetOnFork = (attributes.getLong(8) & RESET_ON_FORK) != 0;
        return new Scheduling(
                attributes.getInt(4), resetOnFork, priority == 0 ? attributes.getInt(16) : nice(), priority);
    }

    /** The kernel adds twenty and turns the sign, so that no answer is an error. */
    private int nice() {
        return NICE_OFFSET - (int) require(Native.call(number(Call.GETPRIORITY), 0, id), "getpriority");
    }

    /** Its I/O priority as ioprio_get(2) has it; 0 where none was set, it is gone, or the kernel has no such thing. */
    public int ioPriority() {
        return Math.max(0, (int) Native.call(number(Call.IOPRIO_GET), IOPRIO_WHO_PROCESS, id));
    }

    /**
     * Its list of robust futexes, get_robust_list(2).
     *
     * @param address 0 where it has none
     */
    public record RobustList(long address, long bytes) {}

    /** Its list of robust futexes. */
    public RobustList robustList() {
        Pointer answers = Native.allocate(2 * Long.BYTES);
        require(
                Native.call(number(Call.GET_ROBUST_LIST), id, answers.address(), answers.address() + Long.BYTES),
                "get_robust_list");
        return new RobustList(answers.getLong(0), answers.getLong(8));
    }

    /** What two tasks may share, kcmp(2). */
    public enum Shared {
        /** Memory. */
        MEMORY(1),
        /** The table of descriptors. */
        DESCRIPTORS(2),
        /** Working directory, root and umask. */
        FOLDERS(3),
        /** The actions of signals. */
        SIGNAL_ACTIONS(4);

        private final int type;

        Shared(int type) {
            this.type = type;
        }
    }

    /** Whether it and another task have the same of something. */
    public boolean shares(Shared what, int other) {
        return require(Native.call(number(Call.KCMP), id, other, what.type, 0, 0), "kcmp") == 0;
    }

    /** Whether a descriptor of it stands for the same open file as one of another task. */
    public boolean sameFile(int descriptor, int other, int otherDescriptor) {
        return require(Native.call(number(Call.KCMP), id, other, 0, descriptor, otherDescriptor), "kcmp") == 0;
    }

    /**
     * Whether what an epoll of it watches is the open file that it has under a number (KCMP_EPOLL_TFD, kcmp(2)).
     *
     * @param poll the number of the epoll
     * @param watched under which number the file was when it began to be watched
     * @param which of those with that number, from 0 on, in the order of fdinfo
     * @param descriptor the number that is asked about
     */
    public boolean watches(int poll, int watched, int which, int descriptor) {
        Pointer slot = Native.allocate(SLOT);
        slot.putInt(0, poll);
        slot.putInt(Integer.BYTES, watched);
        slot.putInt(2L * Integer.BYTES, which);
        long answer = Native.call(number(Call.KCMP), id, id, EPOLL_TARGET, descriptor, slot.address());
        return require(answer, "kcmp") == 0;
    }

    private long require(long result, String call) {
        return Native.require(result, call + " " + id);
    }

    private static long number(Call call) {
        return Architecture.current().number(call);
    }
}
