package io.sluice.watch;

/** Is told of every round of a watch. */
@FunctionalInterface
public interface WatchListener {

    /** Called after each round was committed, by the thread that watches; the next one waits for the return. */
    void on(WatchRound round);
}
