package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.HelperTask;
import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcFile;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;

/**
 * What runs for the first time is slow: classes are loaded, calls are bound. So a stop is first made of a task of our own,
 * in the same way.
 */
final class Rehearsal {
    private static final int ROUNDS = 20;
    /** On a busy machine all rounds would take longer than a helper lives, and than many a request may. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private static boolean done;

    private Rehearsal() {}

    /** Rehearses, the first time that it is called in this process. */
    static synchronized void once(Tracer tracer, FrozenWork<?> work) {
        if (!done) {
            done = true;
            stopHelper(tracer, work);
        }
    }

    /** What befalls the helper is nothing to the request: then its stop is slower, and just as safe. */
    static void stopHelper(Tracer tracer, FrozenWork<?> work) {
        long started = System.nanoTime();
        try (HelperTask helper = HelperTask.start()) {
            for (int i = 0; i < ROUNDS && System.nanoTime() - started < ENOUGH.toNanos(); i++) {
                new TreeStop(tracer, helper.pid(), Control.unlimited()).run(tree -> {
                    work.rehearse(tree);
                    return readMappings(tree);
                });
            }
        } catch (KernelException | SluiceException unable) {
            // A kernel that runs no program from memory, or a helper that came to its end.
            return;
        }
    }

    private static int readMappings(FrozenTree tree) {
        int bytes = 0;
        for (FrozenProcess process : tree.processes()) {
            bytes += ProcFile.read("/proc/" + process.pid() + "/maps")
                    .map(maps -> maps.length)
                    .orElse(0);
        }
        return bytes;
    }
}
