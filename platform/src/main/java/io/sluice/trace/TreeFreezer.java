package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.MapsParser;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Stops a whole tree, has work done, and lets it go. */
public final class TreeFreezer {
    private static final int REHEARSALS = 10;
    private static final long LONGEST_END_NANOS = 1_000_000_000L;

    private TreeFreezer() {}

    /**
     * Stops the tree of {@code root} for as long as {@code work} takes. Whatever happens, it runs on afterwards.
     *
     * @throws SluiceException {@code TARGET_GONE} when the root ends meanwhile, {@code TARGET_UNSUPPORTED} or {@code DENIED}
     *     when one of the tree cannot be stopped, {@code TIMEOUT} or {@code CANCELLED}; and what {@code work} threw
     */
    public static <T> FreezeResult<T> freeze(int root, Control control, FrozenWork<T> work) {
        TreeSurvey.of(root);
        rehearse();
        CompletableFuture<FreezeResult<T>> result = new CompletableFuture<>();
        AtomicReference<Path> task = new AtomicReference<>();
        Thread tracer = new Thread(
                () -> {
                    task.set(ownTask());
                    run(new TreeStop(root, control), work, result);
                },
                "sluice-tracer");
        tracer.start();
        try {
            return await(tracer, task, result, control);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
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
            Thread tracer, AtomicReference<Path> task, CompletableFuture<FreezeResult<T>> result, Control control)
            throws ExecutionException {
        boolean interrupted = false;
        while (true) {
            try {
                tracer.join();
                awaitEnd(task.get());
                FreezeResult<T> frozen = result.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return frozen;
            } catch (InterruptedException e) {
                interrupted = true;
                control.cancel();
            }
        }
    }

    /** The calling thread, as the kernel knows it (proc(5)). */
    private static Path ownTask() {
        try {
            return Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For Java a thread ends a little earlier than for the kernel, which lets go of what it traced only then. */
    private static void awaitEnd(Path task) throws InterruptedException {
        long started = System.nanoTime();
        while (task != null && Files.exists(task) && System.nanoTime() - started < LONGEST_END_NANOS) {
            Thread.sleep(0, 50_000);
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
