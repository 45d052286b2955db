package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.MapsParser;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Stops a whole tree, has work done, and lets it go. */
public final class TreeFreezer {
    private static final int REHEARSALS = 10;

    private TreeFreezer() {}

    /**
     * Stops the tree of {@code root} for as long as {@code work} takes. Whatever happens, it runs on afterwards.
     *
     * @throws SluiceException {@code TARGET_GONE} when the root ends meanwhile, {@code TARGET_UNSUPPORTED} or {@code DENIED}
     *     when one of the tree cannot be stopped, {@code TIMEOUT} or {@code CANCELLED}; and what {@code work} threw
     */
    public static <T> FreezeResult<T> freeze(int root, Control control, FrozenWork<T> work) {
        rehearse();
        CompletableFuture<FreezeResult<T>> result = new CompletableFuture<>();
        Thread tracer = new Thread(() -> run(new TreeStop(root, control), work, result), "sluice-tracer");
        tracer.start();
        return await(tracer, result, control);
    }

    private static <T> void run(TreeStop stop, FrozenWork<T> work, CompletableFuture<FreezeResult<T>> result) {
        try {
            result.complete(stop.run(work));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for the thread itself, not just for its result: only its end lets go of a held vfork parent. */
    private static <T> FreezeResult<T> await(
            Thread tracer, CompletableFuture<FreezeResult<T>> result, Control control) {
        boolean interrupted = false;
        while (tracer.isAlive()) {
            try {
                tracer.join();
            } catch (InterruptedException e) {
                interrupted = true;
                control.cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception
                ? exception
                : new SluiceException(ErrorCode.INTERNAL, String.valueOf(cause), "report this", cause);
    }

    /** What runs for the first time in the stop is slow there; so it runs here before. */
    private static void rehearse() {
        for (int i = 0; i < REHEARSALS; i++) {
            ProcFile.read("/proc/self/maps").ifPresent(MapsParser::parse);
            ProcessTree.processes((int) ProcessHandle.current().pid());
        }
    }
}
