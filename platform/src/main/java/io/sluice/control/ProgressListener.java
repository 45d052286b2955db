package io.sluice.control;

/** Is told of progress, often and from any thread; must return at once. */
@FunctionalInterface
public interface ProgressListener {

    /** Called for every portion of work. */
    void on(Progress progress);
}
