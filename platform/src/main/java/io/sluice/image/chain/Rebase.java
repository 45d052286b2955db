package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.SetCopy;
import io.sluice.image.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Moves a chain into a folder of its own, as {@code watch} makes one: {@code 1} the oldest, each with the parent beside it. The
 * sets are copied to the byte, with identity and signature; then the old ones are removed.
 */
public final class Rebase {
    private final Workplace place;
    private final Links links;
    private final Removal removal;
    private final String folder;
    private final List<String> made = new ArrayList<>();

    private Rebase(Workplace place, String folder) {
        this.place = place;
        this.links = new Links(place);
        this.removal = new Removal(place);
        this.folder = folder;
    }

    /**
     * What was done.
     *
     * @param sets the names of the chain's sets, the oldest first
     * @param removed the names that they had before and have no more
     */
    public record Report(List<String> sets, List<String> removed) {
        public Report {
            sets = List.copyOf(sets);
            removed = List.copyOf(removed);
        }
    }

    /**
     * Moves. Meanwhile nobody may add to the chain.
     *
     * @param set the newest of the chain; it is checked first, every byte
     * @param folder where to, as the sink understands it
     * @throws SluiceException {@code SET_DAMAGED}, {@code SET_TAKEN}, {@code STORAGE}; {@code USAGE} when other sets add to what
     *     would go. Then the old chain or the new one is whole; the same request again goes on
     */
    public static Report rebase(Workplace place, String set, String folder) {
        return new Rebase(place, folder).run(set);
    }

    private Report run(String set) {
        Manifest newest = place.manifest(set).orElseThrow(() -> missing(set));
        List<String> there = there();
        boolean copied = !there.isEmpty() && isSet(there.get(there.size() - 1), newest);
        // Copying may lead sets of the old chain to other parents: what it was must be known before.
        List<String> before = links.left(set, List.of());
        links.requireUnused(before, canonical(there));
        List<String> targets = copied ? there : copy(set);
        place.requireSound(targets.get(targets.size() - 1));
        List<String> old = new ArrayList<>(before);
        old.removeAll(canonical(targets));
        return new Report(targets, removal.remove(old));
    }

    private List<String> canonical(List<String> names) {
        return names.stream().map(place::canonical).toList();
    }

    private List<String> there() {
        List<String> names = new ArrayList<>();
        for (int number = 1; place.has(name(number)); number++) {
            names.add(name(number));
        }
        return names;
    }

    private List<String> copy(String set) {
        place.requireSound(set);
        try (ImageSet newest = place.open(set)) {
            List<ImageSet> oldestFirst = new ArrayList<>(Links.chain(newest));
            Collections.reverse(oldestFirst);
            requireOurs(oldestFirst);
            List<String> targets = new ArrayList<>();
            for (ImageSet old : oldestFirst) {
                targets.add(copy(old, targets.size() + 1));
            }
            return targets;
        } catch (SluiceException failed) {
            takeBack();
            throw failed;
        }
    }

    private String copy(ImageSet old, int number) {
        String name = name(number);
        Optional<String> parent = number == 1 ? Optional.empty() : Optional.of("../" + (number - 1));
        if (place.has(name) && isSet(name, old.manifest().orElseThrow())) {
            parent.ifPresent(reference -> lead(name, reference));
        } else {
            SetCopy.copy(old, place.sink(), name, parent, place.control());
            made.add(name);
        }
        return name;
    }

    /** It is there already: of a request that died, or for the chain was in this folder in part. */
    private void lead(String name, String reference) {
        try (ImageSet set = place.openPart(name)) {
            if (!set.parentReference().equals(Optional.of(reference))) {
                removal.relink(name, reference);
            }
        }
    }

    /** The old chain is as it was: nothing of the new one need stay. */
    private void takeBack() {
        Collections.reverse(made);
        for (String name : made) {
            try {
                removal.remove(List.of(name));
            } catch (SluiceException stays) {
                // It is a whole set, which the next request finds.
            }
        }
    }

    private boolean isSet(String name, Manifest wanted) {
        return place.manifest(name)
                .filter(found -> found.identity().equals(wanted.identity()))
                .isPresent();
    }

    private String name(int number) {
        return folder + "/" + number;
    }

    private static void requireOurs(List<ImageSet> sets) {
        for (ImageSet set : sets) {
            if (set.manifest().isEmpty()) {
                throw new SluiceException(
                        ErrorCode.USAGE,
                        set.name() + " was made by CRIU: it has no manifest",
                        "rebase chains that Sluice made");
            }
        }
    }

    private SluiceException missing(String set) {
        removal.remove(List.of(set));
        return new SluiceException(
                ErrorCode.SET_MISSING,
                "there is no committed image set at " + set + ", or it has no manifest",
                "give the newest set of a chain that Sluice made");
    }
}
