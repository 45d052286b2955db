package io.sluice.watch;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PidDescriptor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A hold on the tree's root, which is never another process that got its pid. Used by one thread. */
final class WatchedTree implements AutoCloseable {
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);
    private final int pid;
    private final PidDescriptor root;

    private WatchedTree(int pid, PidDescriptor root) {
        this.pid = pid;
        this.root = root;
    }

    static WatchedTree of(int pid) {
        try {
            return new WatchedTree(pid, PidDescriptor.open(pid));
        } catch (KernelException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                throw new SluiceException(ErrorCode.TARGET_GONE, "there is no process " + pid, "name one that runs", e);
            }
            throw new SluiceException(
                    ErrorCode.KERNEL, "process " + pid + " cannot be watched: " + e.getMessage(), "report this", e);
        }
    }

    void requireAlive() {
        if (!root.alive()) {
            throw new SluiceException(
                    ErrorCode.TARGET_GONE, "process " + pid + " has ended", "nobody is left to watch");
        }
    }

    /** Sleeps until that time of {@link System#nanoTime}, or until the root ends, or the request is to. */
    void waitUntil(long time, Control control) {
        long left = time - System.nanoTime();
        while (left > 0) {
            control.check("waiting for the next round");
            requireAlive();
            LockSupport.parkNanos(Math.min(SLICE, left));
            left = time - System.nanoTime();
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
