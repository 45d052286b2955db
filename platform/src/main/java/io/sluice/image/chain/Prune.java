package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ParentEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shortens a chain at its old end: what is older than the newest sets becomes one set, their base. The switch is one step: the
 * oldest set that is kept is led to the base.
 */
public final class Prune {
    private static final String SUFFIX = "-base";

    private final Workplace place;
    private final Links links;
    private final Removal removal;

    private Prune(Workplace place) {
        this.place = place;
        this.links = new Links(place);
        this.removal = new Removal(place);
    }

    /**
     * What was done.
     *
     * @param base the new set, if there was enough to squash
     * @param removed the names of the sets that went
     */
    public record Report(Optional<String> base, List<String> removed) {
        public Report {
            removed = List.copyOf(removed);
        }
    }

    /**
     * Prunes. Meanwhile nobody may add to the chain.
     *
     * @param set the newest of the chain; it is checked first, every byte
     * @param keep how many of the newest stay as they are; 1 or more
     * @throws SluiceException as of {@link Squash#squash}; {@code USAGE} when other sets add to what would go. Then the old
     *     chain or the new one is whole; the same request again goes on
     */
    public static Report prune(Workplace place, String set, int keep) {
        if (keep < 1) {
            throw new SluiceException(
                    ErrorCode.USAGE, "the newest set must be kept", "keep 1 or more; or squash the chain");
        }
        place.signing().requireReadable();
        place.requireSound(set);
        return new Prune(place).run(set, keep);
    }

    private Report run(String set, int keep) {
        List<String> removed = new ArrayList<>();
        Optional<String> base = Optional.empty();
        List<String> doomed = List.of();
        try (ImageSet newest = place.open(set)) {
            List<ImageSet> chain = Links.chain(newest);
            List<String> names =
                    chain.stream().map(found -> place.canonical(found.name())).toList();
            for (ImageSet found : chain) {
                removed.addAll(removeLeft(found, names));
            }
            if (chain.size() > keep + 1) {
                doomed = names.subList(keep, names.size());
                links.requireUnused(doomed, names);
                base = Optional.of(switchOver(chain.subList(0, keep), chain.get(keep)));
            }
        }
        removed.addAll(removal.remove(doomed));
        return new Report(base, removed);
    }

    private String switchOver(List<ImageSet> kept, ImageSet top) {
        ImageSet child = kept.get(kept.size() - 1);
        String reference = reference(child);
        String base = place.sink().resolve(child.name(), reference);
        if (!isThere(base, top)) {
            Squash.write(place, top, base);
        }
        place.requireSoundBelow(kept, base);
        removal.relink(child.name(), reference);
        return base;
    }

    /** The base is beside the set that it replaces. */
    private static String reference(ImageSet child) {
        String old = child.parentReference().orElseThrow().replaceAll("/+$", "");
        if (old.isEmpty() || old.endsWith(".")) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "beside the parent '" + old + "' of " + child.name() + " there is no place for another set",
                    "rebase the chain first");
        }
        return old + SUFFIX;
    }

    /** Whether somebody came so far before and died. */
    private boolean isThere(String base, ImageSet top) {
        Manifest replaced = top.manifest().orElseThrow();
        return place.manifest(base)
                .filter(found -> found.replaces().contains(replaced.identity()))
                .isPresent();
    }

    /** What is left of the sets in whose place a base stands, where somebody died who had led {@code child} to it. */
    private List<String> removeLeft(ImageSet child, List<String> kept) {
        Optional<ParentEntry> made = child.manifest().flatMap(Manifest::parent);
        Optional<Manifest> parent = child.parent().flatMap(ImageSet::manifest);
        if (made.isEmpty()
                || !parent.map(found -> found.replaces().contains(made.get().identity()))
                        .orElse(false)) {
            return List.of();
        }
        String old =
                place.canonical(place.sink().resolve(child.name(), made.get().reference()));
        boolean another = place.manifest(old)
                .filter(found -> !found.identity().equals(made.get().identity()))
                .isPresent();
        if (another || kept.contains(old)) {
            return List.of();
        }
        List<String> left = links.left(old, kept);
        links.requireUnused(left, kept);
        return removal.remove(left);
    }
}
