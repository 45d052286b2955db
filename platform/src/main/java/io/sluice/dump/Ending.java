package io.sluice.dump;

import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a tree that was dumped. A killed process takes a while to end, and whoever restores it needs its number: so they
 * are waited for. For the threads of a dump, one after the other.
 */
final class Ending implements AutoCloseable {
    private static final int SIGKILL = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final List<Killed> killed = new ArrayList<>();

    private record Killed(int process, PidDescriptor life) {}

    /** Kills a process. */
    void kill(int process) {
        try {
            killed.add(new Killed(process, PidDescriptor.open(process)));
            Signals.send(process, SIGKILL);
        } catch (KernelException gone) {
            if (!gone.errno().equals(Errno.ESRCH)) {
                throw gone;
            }
        }
    }

    /** Waits until all have ended; answers what is to be said of those that have not. */
    List<String> await() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        return killed.stream()
                .filter(each -> !each.life().ends(Duration.ofNanos(Math.max(0, end - System.nanoTime()))))
                .map(each -> "process " + each.process()
                        + " was killed, and has not ended yet; wait for it before a restore")
                .toList();
    }

    @Override
    public void close() {
        killed.forEach(each -> each.life().close());
    }
}
