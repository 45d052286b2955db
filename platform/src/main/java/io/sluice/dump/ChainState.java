package io.sluice.dump;

import io.sluice.image.ImageSet;
import io.sluice.image.PagesKey;
import io.sluice.image.manifest.Manifest;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What a tracker kept beside the sets of a chain for one target. It reaches back as far as the sets were made with the
 * same tracker, alone or with another, of the same task: not one that got the same pid, nor one that has executed another program since.
 */
final class ChainState implements KeptState {
    private final ImageSet set;
    private final Manifest manifest;
    private final TargetIdentity target;
    private final String tracker;

    private ChainState(ImageSet set, Manifest manifest, TargetIdentity target, String tracker) {
        this.set = set;
        this.manifest = manifest;
        this.target = target;
        this.tracker = tracker;
    }

    /** What is kept beside {@code set}, or why nothing that could be used. */
    static Kept of(ImageSet set, TargetIdentity target, String tracker) {
        Optional<Manifest> manifest = set.manifest();
        if (manifest.isEmpty()) {
            return new Kept.Nothing("the parent " + set.name() + " was not made by Sluice");
        }
        if (!manifest.get().components().tracker().names().contains(tracker)) {
            return new Kept.Nothing("the parent " + set.name() + " was made with the tracker "
                    + manifest.get().components().tracker().name() + ", not " + tracker);
        }
        return target.differenceFrom(manifest.get())
                .<Kept>map(Kept.Nothing::new)
                .orElseGet(() -> new Kept.State(new ChainState(set, manifest.get(), target, tracker)));
    }

    /** The name of the image in which {@code tracker} keeps what it knows of a target. */
    static String image(String tracker, PagesKey key) {
        return key.image().replace("pagemap-", tracker + "-").replace(".img", ".state");
    }

    @Override
    public Epoch epoch() {
        return new Epoch(manifest.epoch().orElse(manifest.set()));
    }

    @Override
    public Optional<InputStream> read() throws IOException {
        return set.open(image(tracker, target.key()));
    }

    @Override
    public Optional<KeptState> parent() {
        return set.parent()
                .map(parent -> of(parent, target, tracker))
                .filter(Kept.State.class::isInstance)
                .map(kept -> ((Kept.State) kept).state());
    }

    /** What is kept, or why nothing that could be used. */
    sealed interface Kept {
        /** There is no parent. */
        record NoParent() implements Kept {}

        /** It can be used. */
        record State(KeptState state) implements Kept {}

        /** It cannot. */
        record Nothing(String reason) implements Kept {}
    }
}
