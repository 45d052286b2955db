package io.sluice.kernel;

/** x86-64. Numbers are from the kernel's table of system calls for it, syscalls(2). */
final class X86_64 implements Architecture {
    static final Architecture INSTANCE = new X86_64();
    private static final int ELF_CLASS_64 = 2;
    private static final int ELF_MACHINE_X86_64 = 62;
    private static final long CLONE = 56;
    private static final long VFORK = 58;
    private static final long CLONE3 = 435;

    private X86_64() {}

    @Override
    public String name() {
        return "x86_64";
    }

    @Override
    public int pageSize() {
        return 4096;
    }

    @Override
    public long addressLimit() {
        return 0x7fff_ffff_f000L;
    }

    @Override
    public boolean runs(int elfClass, int elfMachine) {
        return elfClass == ELF_CLASS_64 && elfMachine == ELF_MACHINE_X86_64;
    }

    @Override
    public byte[] idleProgram() {
        return IdleProgram.x86_64();
    }

    @Override
    public long idleAddress() {
        return IdleProgram.ADDRESS;
    }

    @Override
    public long idleLayout() {
        return IdleProgram.PARTS;
    }

    @Override
    public int auditNumber() {
        return 0xc000_003e;
    }

    @Override
    public long number(Call call) {
        return switch (call) {
            case MMAP -> 9;
            case MUNMAP -> 11;
            case MREMAP -> 25;
            case IO_SETUP -> 206;
            case IO_DESTROY -> 207;
            case RT_SIGPROCMASK -> 14;
            case EXIT -> 60;
            case PRLIMIT64 -> 302;
            case MADVISE -> 28;
            case GETTID -> 186;
            case WAITID -> 247;
            case PROCESS_VM_READV -> 310;
            case MEMFD_CREATE -> 319;
            case USERFAULTFD -> 323;
            case CLOSE -> 3;
            case GETPID -> 39;
            case SENDMSG -> 46;
            case RECVMSG -> 47;
            case STATX -> 332;
            case STATFS -> 137;
            case IO_GETEVENTS -> 208;
            case SOCKETPAIR -> 53;
            case CLONE -> CLONE;
            case WAIT4 -> 61;
            case FCNTL -> 72;
            case FLOCK -> 73;
            case SETSID -> 112;
            case PRCTL -> 157;
            case SPLICE -> 275;
            case VMSPLICE -> 278;
            case PIPE2 -> 293;
            case PWRITEV -> 296;
            case READLINKAT -> 267;
            case CLOSE_RANGE -> 436;
            case OPENAT2 -> 437;
            case PROCESS_MADVISE -> 440;
            case PIDFD_OPEN -> 434;
            case PIDFD_GETFD -> 438;
            case KCMP -> 312;
            case GET_ROBUST_LIST -> 274;
            case SCHED_GETATTR -> 315;
            case IOPRIO_GET -> 252;
            case GETPRIORITY -> 140;
            case RT_SIGACTION -> 13;
            case SIGALTSTACK -> 131;
            case GETITIMER -> 36;
            case TIMERFD_CREATE -> 283;
            case TIMER_GETTIME -> 224;
            case TIMER_GETOVERRUN -> 225;
            case BRK -> 12;
            case MEMBARRIER -> 324;
            case TEE -> 276;
        };
    }

    @Override
    public Vfork vfork(long number) {
        if (number == VFORK) {
            return Vfork.ALWAYS;
        }
        if (number == CLONE) {
            return Vfork.IN_ARGUMENT;
        }
        return number == CLONE3 ? Vfork.IN_MEMORY : Vfork.NEVER;
    }
}
