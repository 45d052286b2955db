package io.sluice.kernel;

/** The one function of the C library that Sluice binds. Public only for the binding's proxy. */
public interface LibC {

    /** Makes a system call (syscall(2)); -1 with errno set on failure. */
    long syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth);
}
