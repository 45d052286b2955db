package io.sluice.kernel;

/** The C library, raw: addresses are numbers, -1 is a failure with errno. Calls of six arguments go through syscall. */
interface LibC {
    long syscall(long number, long a, long b, long c, long d, long e, long f);

    int getpriority(int which, int who);

    int setpriority(int which, int who, int nice);

    long ptrace(long request, long pid, long address, long data);

    int waitpid(int pid, long status, int options);

    int ioctl(int descriptor, long request, long argument);

    long read(int descriptor, long buffer, long bytes);

    long pread(int descriptor, long buffer, long bytes, long offset);

    long lseek(int descriptor, long offset, int whence);

    int ftruncate(int descriptor, long length);

    int fallocate(int descriptor, int mode, long offset, long length);

    int open(String path, int flags, int mode);

    int linkat(int folder, String path, int newFolder, String newPath, int flags);

    int close(int descriptor);

    int poll(long descriptors, long count, int timeout);

    long pwrite(int descriptor, long buffer, long bytes, long offset);

    long write(int descriptor, long buffer, long bytes);

    int posix_spawn(long pid, String path, long actions, long attributes, long arguments, long environment);

    int kill(int pid, int signal);

    int munmap(long address, long bytes);
}
