package io.sluice.memory;

/** Lets workers through in the order of their chunks. A worker that fails breaks it, so that nobody waits for ever. */
final class Turnstile {
    private long turn;
    private boolean broken;

    /** Waits for the turn of {@code sequence}; to be followed by {@link #leave}. False: it is broken. */
    synchronized boolean enter(long sequence) throws InterruptedException {
        while (turn != sequence && !broken) {
            wait();
        }
        return !broken;
    }

    /** Ends the turn: the next one comes. */
    synchronized void leave() {
        turn++;
        notifyAll();
    }

    /** Whoever waits, or comes, is turned away. */
    synchronized void breakDown() {
        broken = true;
        notifyAll();
    }
}
