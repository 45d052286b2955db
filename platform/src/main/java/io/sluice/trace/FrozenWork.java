package io.sluice.trace;

/** What is done while a tree stands still. */
@FunctionalInterface
public interface FrozenWork<T> {

    /** Called on the tracing thread, with every thread of the tree stopped. Must be short. */
    T on(FrozenTree tree);

    /**
     * Does the same, as far as it can, with a stopped task of Sluice's own: called several times before the first stop of
     * this process, so that nothing of {@link #on} runs there for the first time.
     */
    default void rehearse(FrozenTree helper) {}
}
