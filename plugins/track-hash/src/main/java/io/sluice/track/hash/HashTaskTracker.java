package io.sluice.track.hash;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import java.io.IOException;
import java.util.Optional;

/** One task or shared segment in one round. A round that fails harms nothing: the hashes belong to the sets. */
final class HashTaskTracker implements TaskTracker {
    private final KnownHashes known;
    private final HashWitness witness;

    HashTaskTracker(KnownHashes known, PageHash hash, TrackedTarget target, int wholeEvery) {
        this.known = known;
        this.witness = new HashWitness(known, hash, target, wholeEvery);
    }

    @Override
    public Scan scan(PageRange mapping) {
        return known.isEmpty()
                ? new Scan.Unknown("no page hashes of this task are kept beside the parent")
                : new Scan.ByContent();
    }

    @Override
    public Optional<PageWitness> witness() {
        return Optional.of(witness);
    }

    @Override
    public void complete() throws IOException {
        witness.complete();
        known.close();
    }

    @Override
    public void close() throws IOException {
        known.close();
        witness.close();
    }
}
