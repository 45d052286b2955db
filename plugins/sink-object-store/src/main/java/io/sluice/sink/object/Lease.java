package io.sluice.sink.object;

import io.sluice.sink.lease.Heartbeat;
import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.SetInUseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The right to write a set, by an object that says whose it is. */
final class Lease implements AutoCloseable {
    private static final int TRIES = 5;

    private final Store store;
    private final SetKeys keys;
    private final Holder holder;
    private final Heartbeat heartbeat;

    private Lease(Store store, SetKeys keys, Holder holder, Duration lease, long acquired) {
        this.store = store;
        this.keys = keys;
        this.holder = holder;
        this.heartbeat = Heartbeat.start("sluice-lease", lease, acquired, this::renew);
    }

    /**
     * Takes the set, from nobody or from a dead writer.
     *
     * @throws SetInUseException when a living one has it
     */
    static Lease acquire(Store store, SetKeys keys, Holder holder, Duration lease) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long before = System.nanoTime();
            Optional<Store.Text> lock = store.text(keys.bucket(), keys.lock());
            boolean ours = isOf(holder, lock);
            if (!ours && lock.isPresent() && lives(lock.get(), lease)) {
                throw new SetInUseException("another dump is being written to " + keys.location());
            }
            if (ours || write(store, keys, holder, lock)) {
                return new Lease(store, keys, holder, lease, before);
            }
        }
        throw new SetInUseException("others begin to write to " + keys.location() + " at the same time");
    }

    Holder holder() {
        return holder;
    }

    /** @throws IOException when another writer may have the set by now */
    void require() throws IOException {
        if (!heartbeat.holds()) {
            throw new IOException(
                    "the lock of " + keys.location() + " could not be renewed, or was taken by another writer");
        }
    }

    /** Gives the set back, if it is still ours. */
    void release() throws IOException {
        close();
        if (isOf(holder, store.text(keys.bucket(), keys.lock()))) {
            store.delete(keys.bucket(), keys.lock());
        }
    }

    /** Ends the renewing. The object stays. */
    @Override
    public void close() {
        heartbeat.close();
    }

    /** A write that is refused may be ours all the same: of an attempt whose answer was lost. */
    private boolean renew() throws IOException {
        Optional<Store.Text> lock = store.text(keys.bucket(), keys.lock());
        return isOf(holder, lock)
                && (write(store, keys, holder, lock) || isOf(holder, store.text(keys.bucket(), keys.lock())));
    }

    /** The time makes each content another one, so that its etag tells whether it was renewed since. */
    private static boolean write(Store store, SetKeys keys, Holder holder, Optional<Store.Text> seen)
            throws IOException {
        String content = holder.text() + System.nanoTime() + "\n";
        return seen.isEmpty()
                ? store.create(keys.bucket(), keys.lock(), content)
                : store.replace(keys.bucket(), keys.lock(), content, seen.get().etag());
    }

    private static boolean isOf(Holder holder, Optional<Store.Text> lock) {
        return lock.flatMap(Lease::holder).equals(Optional.of(holder));
    }

    private static Optional<Holder> holder(Store.Text lock) {
        return lock.content().lines().findFirst().flatMap(Holder::parse);
    }

    /** Of a writer in this very process the pid tells nothing: it may have given up and not have reached the store. */
    private static boolean lives(Store.Text lock, Duration lease) throws IOException {
        boolean renewed = lock.age().compareTo(lease) < 0;
        Optional<Holder> holder = holder(lock);
        if (holder.isEmpty()) {
            return renewed;
        }
        return switch (holder.get().fate()) {
            case LIVING ->
                renewed || holder.get().pid() != ProcessHandle.current().pid();
            case DEAD -> false;
            case ELSEWHERE -> renewed;
        };
    }
}
