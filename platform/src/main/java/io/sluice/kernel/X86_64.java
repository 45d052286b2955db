package io.sluice.kernel;

/** 64-bit x86 (arch/x86/entry/syscalls/syscall_64.tbl of Linux). */
enum X86_64 implements Architecture {
    INSTANCE;

    private static final int EM_X86_64 = 62;
    private static final long CLONE = 56;
    private static final long VFORK = 58;
    private static final long CLONE3 = 435;

    @Override
    public int number(SystemCall call) {
        return switch (call) {
            case READ -> 0;
            case CLOSE -> 3;
            case LSEEK -> 8;
            case MMAP -> 9;
            case MUNMAP -> 11;
            case IOCTL -> 16;
            case PREAD64 -> 17;
            case WAIT4 -> 61;
            case KILL -> 62;
            case PTRACE -> 101;
            case GETTID -> 186;
            case GETDENTS64 -> 217;
            case OPENAT -> 257;
            case PPOLL -> 271;
            case PROCESS_VM_READV -> 310;
            case USERFAULTFD -> 323;
            case PIDFD_OPEN -> 434;
        };
    }

    @Override
    public int elfMachine() {
        return EM_X86_64;
    }

    @Override
    public boolean makesTask(long number) {
        return number == CLONE || number == VFORK || number == CLONE3;
    }
}
