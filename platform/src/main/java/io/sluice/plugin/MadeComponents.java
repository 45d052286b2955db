package io.sluice.plugin;

import io.sluice.failure.SluiceException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Components that were made and are to be closed, the last one first. Usable from any thread. */
final class MadeComponents implements AutoCloseable {
    private final Deque<Made> made = new ArrayDeque<>();

    private record Made(Offer<?> offer, AutoCloseable component) {}

    synchronized void add(Offer<?> offer, AutoCloseable component) {
        made.push(new Made(offer, component));
    }

    /** Closes all, also when one of them fails; the first failure is thrown in the end. */
    @Override
    public synchronized void close() {
        SluiceException failed = null;
        while (!made.isEmpty()) {
            Made next = made.pop();
            try {
                next.offer().plugin().calls().call("when its " + next.offer().label() + " was closed", () -> {
                    next.component().close();
                    return Boolean.TRUE;
                });
            } catch (SluiceException failure) {
                failed = failed == null ? failure : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
