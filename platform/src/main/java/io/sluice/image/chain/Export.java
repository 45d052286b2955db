package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.SetCopy;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Writes sets once more through another sink, byte for byte as they are read: what was compressed or encrypted becomes plain. */
public final class Export {
    private final Workplace from;
    private final Workplace to;

    private Export(Workplace from, Workplace to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Exports one set that adds to no other.
     *
     * @param set its name; every byte of it is checked while it is read
     * @param sink where to
     * @param name the name of the new set there
     * @throws SluiceException {@code USAGE} when it adds to another; {@code SET_DAMAGED}, {@code SET_TAKEN}, {@code STORAGE}; then
     *     there is no new set
     */
    public static List<String> set(Workplace place, String set, ImageSink sink, String name) {
        return new Export(place, place.with(sink)).set(set, name);
    }

    /**
     * Exports a set and all that it adds to, as {@code folder/1}, the oldest, and so on, each with the parent beside it.
     *
     * @return their names, the oldest first; those that were there before are among them, and were checked
     * @throws SluiceException as of {@link #set}, {@code SET_DAMAGED} also for a set that was there; sets that were whole by then
     *     stay, and the same request again goes on
     */
    public static List<String> chain(Workplace place, String set, ImageSink sink, String folder) {
        return new Export(place, place.with(sink)).chain(set, folder);
    }

    private List<String> set(String set, String name) {
        try (ImageSet opened = from.open(set)) {
            opened.parentReference().ifPresent(parent -> {
                throw new SluiceException(
                        ErrorCode.USAGE,
                        set + " adds to " + parent + ", and is of no use without it",
                        "export them all by --chain, or squash the chain first");
            });
            copy(opened, name, Optional.empty());
        }
        return List.of(name);
    }

    private List<String> chain(String set, String folder) {
        List<String> names = new ArrayList<>();
        boolean some = false;
        try (ImageSet newest = from.open(set)) {
            List<ImageSet> oldestFirst = new ArrayList<>(Links.chain(newest));
            Collections.reverse(oldestFirst);
            for (ImageSet opened : oldestFirst) {
                Optional<String> parent = names.isEmpty() ? Optional.empty() : Optional.of("../" + names.size());
                names.add(folder + "/" + (names.size() + 1));
                if (isThere(opened, names.get(names.size() - 1))) {
                    some = true;
                } else {
                    copy(opened, names.get(names.size() - 1), parent);
                }
            }
        }
        if (some) {
            requireSound(names.get(names.size() - 1));
        }
        return names;
    }

    /** What was copied now was checked as it was read; what was there before may have been damaged since. */
    private void requireSound(String newest) {
        Verifier.verify(to.sink(), newest, to.signing().demanded(), to.control())
                .requireSound(newest, "remove what is damaged there, and export once more");
    }

    private void copy(ImageSet set, String name, Optional<String> parent) {
        SetCopy.copy(set, to.sink(), name, parent, from.control());
    }

    /** Whether somebody came so far before. */
    private boolean isThere(ImageSet set, String name) {
        return set.manifest().map(Manifest::identity).isPresent()
                && to.manifest(name)
                        .map(Manifest::identity)
                        .equals(set.manifest().map(Manifest::identity));
    }
}
