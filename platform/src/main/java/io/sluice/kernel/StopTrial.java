package io.sluice.kernel;

import io.sluice.kernel.Ptrace.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops a helper process and lets it go. The helper is left behind by a shell, since the JDK waits for the children that it
 * starts itself and would take their stops; it ends by itself when Sluice is killed meanwhile.
 */
final class StopTrial {
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final long PAUSE_NANOS = 50_000;

    private StopTrial() {}

    static String run() {
        long helper = helper();
        try {
            return onOwnThread((int) helper);
        } finally {
            ProcessHandle.of(helper).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static long helper() {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", "sleep 5 >/dev/null 2>&1 & echo $!").start();
            byte[] answer = shell.getInputStream().readAllBytes();
            return Long.parseLong(new String(answer, StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            throw new Trial.Missing("no helper process can be started with /bin/sh and sleep");
        }
    }

    private static String onOwnThread(int helper) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread tracer = new Thread(() -> seen.completeAsync(() -> stop(helper), Runnable::run), "sluice-trial");
        tracer.start();
        try {
            return seen.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KernelException failed
                    ? failed
                    : new Trial.Missing(e.getCause().getMessage());
        }
    }

    private static String stop(int helper) {
        Ptrace ptrace = new Ptrace();
        ptrace.seize(helper);
        ptrace.interrupt(helper);
        long started = System.nanoTime();
        Optional<Stop> stop = ptrace.poll(helper);
        while (stop.isEmpty() && System.nanoTime() - started < LONGEST_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
            stop = ptrace.poll(helper);
        }
        boolean trapped = stop.filter(Stop.Trapped.class::isInstance).isPresent();
        Trial.require(trapped, "", "a helper process was seized and did not stop");
        ptrace.detach(helper, 0);
        return "a helper process was stopped and let go";
    }
}
