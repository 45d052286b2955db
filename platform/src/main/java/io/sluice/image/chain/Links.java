package io.sluice.image.chain;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.StorageFailure;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who adds to whom. */
final class Links {
    private final Workplace place;

    Links(Workplace place) {
        this.place = place;
    }

    /** A set and all that it adds to, the newest first. They are closed with {@code newest}. */
    static List<ImageSet> chain(ImageSet newest) {
        List<ImageSet> sets = new ArrayList<>();
        for (Optional<ImageSet> at = Optional.of(newest);
                at.isPresent();
                at = at.get().parent()) {
            sets.add(at.get());
        }
        return sets;
    }

    /** The names of a set and of all that it adds to, as far as they are there, the newest first. */
    private List<String> names(String newest) {
        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.of(newest);
        while (next.isPresent() && names.size() < ImageSet.LONGEST_CHAIN && place.has(next.get())) {
            String name = place.canonical(next.get());
            names.add(name);
            next = parent(name).filter(parent -> !names.contains(parent));
        }
        return names;
    }

    /**
     * What is left of a chain that is to go, the newest first: its sets, and the name of the one after the last that is there,
     * for half of it may be.
     */
    List<String> left(String newest, Collection<String> kept) {
        List<String> names = names(newest);
        Optional<String> cutOff =
                names.isEmpty() ? Optional.of(place.canonical(newest)) : parent(names.get(names.size() - 1));
        cutOff.filter(name -> !names.contains(name)).ifPresent(names::add);
        names.removeAll(kept);
        return names;
    }

    /** Refuses to remove sets that others add to, as far as the sink finds them. */
    void requireUnused(Collection<String> removed, Collection<String> kept) {
        for (String name : removed) {
            for (String other : beside(name)) {
                boolean known = removed.contains(other) || kept.contains(other);
                if (!known && parent(other).filter(removed::contains).isPresent()) {
                    throw new SluiceException(
                            ErrorCode.USAGE,
                            other + " adds to " + parent(other).orElseThrow() + ", which would be removed",
                            "squash that one first, or remove it");
                }
            }
        }
    }

    /** Who adds to each of these sets, among them and those that the sink finds beside them; all names canonical. */
    Map<String, Set<String>> children(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            // Who was found beside another one has the same neighbours.
            if (all.add(name)) {
                all.addAll(beside(name));
            }
        }
        Map<String, Set<String>> children = new HashMap<>();
        for (String child : all) {
            parent(child).ifPresent(parent -> children.computeIfAbsent(parent, key -> new LinkedHashSet<>())
                    .add(child));
        }
        return children;
    }

    private List<String> beside(String name) {
        try {
            return place.sink().beside(name).stream().map(place::canonical).toList();
        } catch (IOException failed) {
            throw StorageFailure.of(name, failed);
        }
    }

    private Optional<String> parent(String name) {
        try (SetReader reader = place.sink().open(name).orElse(null)) {
            return Optional.ofNullable(reader)
                    .flatMap(Links::reference)
                    .map(reference -> place.canonical(place.sink().resolve(name, reference)));
        } catch (IOException failed) {
            throw StorageFailure.of(name, failed);
        }
    }

    private static Optional<String> reference(SetReader reader) {
        try {
            return reader.parent();
        } catch (IOException failed) {
            throw StorageFailure.of("the parent", failed);
        }
    }
}
