package io.sluice.kernel;

import java.util.Locale;

/** The system calls that Sluice makes, each by the name of its page in section 2 of the manual. */
public enum SystemCall {
    CLOSE,
    GETDENTS64,
    GETTID,
    IOCTL,
    KILL,
    LSEEK,
    MMAP,
    MUNMAP,
    OPENAT,
    PIDFD_OPEN,
    PPOLL,
    PREAD64,
    PROCESS_VM_READV,
    PTRACE,
    READ,
    USERFAULTFD,
    WAIT4;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
