package io.sluice.trace;

/** What is done while a tree stands still. */
@FunctionalInterface
public interface FrozenWork<T> {

    /** Called on the tracing thread, with every thread of the tree stopped. Must be short. */
    T on(FrozenTree tree);
}
