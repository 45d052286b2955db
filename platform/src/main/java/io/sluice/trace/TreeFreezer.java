package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.trace.tracer.TracerThread;

/** Stops a whole tree, has work done, and lets it go. */
public final class TreeFreezer {

    private TreeFreezer() {}

    /**
     * Stops the tree of {@code root} for as long as {@code work} takes. Whatever happens, it runs on afterwards.
     *
     * @throws SluiceException {@code TARGET_GONE} when the root ends meanwhile, {@code TARGET_UNSUPPORTED} or {@code DENIED}
     *     when one of the tree cannot be stopped, {@code TIMEOUT} or {@code CANCELLED}; and what {@code work} threw
     */
    public static <T> FreezeResult<T> freeze(int root, Control control, FrozenWork<T> work) {
        return TracerThread.runAndStay(
                "sluice-tracer",
                control::cancel,
                tracer -> {
                    if (work.isShort()) {
                        Rehearsal.once(tracer, work);
                    }
                    return new TreeStop(tracer, root, control).run(work);
                },
                done -> work.stays());
    }
}
