package io.sluice.proc;

import io.sluice.kernel.Architecture;

/** Tells whether a thread waits in a vfork for its child, where nothing but the child's exec or end can stop it. */
public final class WaitingCall {

    private WaitingCall() {}

    /** Whether it sleeps uninterruptibly (state D) in a call that makes tasks (proc_pid_syscall(5)). */
    public static boolean vfork(int tid) {
        boolean uninterruptible =
                TaskStatus.read(tid).filter(status -> status.state() == 'D').isPresent();
        return uninterruptible
                && ProcFile.read("/proc/" + tid + "/syscall")
                        .filter(text -> text.peek() >= '0' && text.peek() <= '9')
                        .filter(text -> Architecture.current().makesTask(text.decimal()))
                        .isPresent();
    }
}
