package io.sluice.kernel;

/** All that depends on the processor. */
public interface Architecture {

    /** Its name, as uname(2) has it. */
    String name();

    /** The size of a page in bytes. */
    int pageSize();

    /** The first byte behind what tasks can map. */
    long addressLimit();

    /** Whether an ELF file of that class (byte 4) and machine (bytes 18 and 19) runs as a native program. */
    boolean runs(int elfClass, int elfMachine);

    /**
     * A whole ELF program that opens a userfaultfd if it may, and then waits without doing anything: it ends with the thread that started it (PR_SET_PDEATHSIG,
     * prctl(2)), and by itself after ten seconds. Its one segment, which it may write, is mapped at {@link #idleAddress}.
     */
    byte[] idleProgram();

    /** Where the idle program is mapped. */
    long idleAddress();

    /** Where the idle program says how the processor's extended state is laid out: see {@link ExtendedLayout}. */
    long idleLayout();

    /** Its number in the records that filters of calls see (linux/audit.h). */
    int auditNumber();

    /** The number of a call. */
    long number(Call call);

    /** Where the call with that number is told to wait for the child that it makes, as vfork(2) does. */
    Vfork vfork(long number);

    /** Where a call says CLONE_VFORK (clone(2)). */
    enum Vfork {
        /** It makes no child. */
        NEVER,
        /** It always waits. */
        ALWAYS,
        /** In the flags that are its first argument. */
        IN_ARGUMENT,
        /** In the flags that its first argument points to, 64 bits. */
        IN_MEMORY
    }

    /** Calls that the C library has no function for, or one of six arguments. */
    enum Call {
        /** process_vm_readv(2). */
        PROCESS_VM_READV,
        /** mmap(2). */
        MMAP,
        /** pidfd_open(2). */
        PIDFD_OPEN,
        /** pidfd_getfd(2). */
        PIDFD_GETFD,
        /** userfaultfd(2). */
        USERFAULTFD,
        /** memfd_create(2). */
        MEMFD_CREATE,
        /** madvise(2). */
        MADVISE,
        /** gettid(2). */
        GETTID,
        /** waitid(2). */
        WAITID,
        /** clone(2). */
        CLONE,
        /** wait4(2). */
        WAIT4,
        /** close(2). */
        CLOSE,
        /** close_range(2). */
        CLOSE_RANGE,
        /** pipe2(2). */
        PIPE2,
        /** fcntl(2). */
        FCNTL,
        /** flock(2). */
        FLOCK,
        /** socketpair(2). */
        SOCKETPAIR,
        /** sendmsg(2). */
        SENDMSG,
        /** recvmsg(2). */
        RECVMSG,
        /** prctl(2). */
        PRCTL,
        /** setsid(2). */
        SETSID,
        /** getpid(2). */
        GETPID,
        /** process_madvise(2). */
        PROCESS_MADVISE,
        /** vmsplice(2). */
        VMSPLICE,
        /** splice(2). */
        SPLICE,
        /** munmap(2). */
        MUNMAP,
        /** mremap(2). */
        MREMAP,
        /** io_setup(2). */
        IO_SETUP,
        /** io_destroy(2). */
        IO_DESTROY,
        /** exit(2). */
        EXIT,
        /** rt_sigprocmask(2). */
        RT_SIGPROCMASK,
        /** prlimit(2). */
        PRLIMIT64,
        /** pwritev(2). */
        PWRITEV,
        /** openat2(2). */
        OPENAT2,
        /** readlinkat(2). */
        READLINKAT,
        /** kcmp(2). */
        KCMP,
        /** get_robust_list(2). */
        GET_ROBUST_LIST,
        /** sched_getattr(2). */
        SCHED_GETATTR,
        /** ioprio_get(2). */
        IOPRIO_GET,
        /** getpriority(2). */
        GETPRIORITY,
        /** rt_sigaction(2). */
        RT_SIGACTION,
        /** sigaltstack(2). */
        SIGALTSTACK,
        /** getitimer(2). */
        GETITIMER,
        /** timerfd_create(2). */
        TIMERFD_CREATE,
        /** timer_gettime(2). */
        TIMER_GETTIME,
        /** timer_getoverrun(2). */
        TIMER_GETOVERRUN,
        /** brk(2). */
        BRK,
        /** membarrier(2). */
        MEMBARRIER,
        /** tee(2). */
        TEE,
        /** statx(2). */
        STATX,
        /** statfs(2). */
        STATFS,
        /** io_getevents(2). */
        IO_GETEVENTS
    }

    /** That of this machine. */
    static Architecture current() {
        return X86_64.INSTANCE;
    }
}
