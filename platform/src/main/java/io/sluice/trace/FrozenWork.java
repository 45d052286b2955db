package io.sluice.trace;

import io.sluice.trace.tracer.Tracer;
import java.util.Optional;
import java.util.function.Consumer;

/** What is done while a tree stands still. */
@FunctionalInterface
public interface FrozenWork<T> {

    /** Called on the tracing thread, with every thread of the tree stopped. Must be short. */
    T on(FrozenTree tree);

    /** Called right before the stop, while the tree still runs. */
    default void look() {}

    /** What is done on the tracing thread once everything runs again, which stays for it; the caller does not wait. */
    default Optional<Consumer<Tracer>> stays() {
        return Optional.empty();
    }

    /** Whether the stop is so short that a rehearsal, which takes half a second before it, is worth it. */
    default boolean isShort() {
        return true;
    }

    /**
     * Does the same, as far as it can, with a stopped task of Sluice's own: called several times before the first stop of
     * this process, so that nothing of {@link #on} runs there for the first time.
     */
    default void rehearse(FrozenTree helper) {}
}
