package io.sluice.image;

import io.sluice.image.format.Damage;
import java.util.HashSet;
import java.util.Set;

/**
 * The sets from the newest of a chain down to one of its parents, by name: a chain that comes back to one of them would
 * never end.
 */
record Lineage(Set<String> names) {
    static final Lineage START = new Lineage(Set.of());

    Lineage {
        names = Set.copyOf(names);
    }

    /** With one more parent. */
    Lineage with(String name) {
        if (names.contains(name)) {
            throw Damage.of(name, "the chain of parents comes back to this set");
        }
        if (names.size() >= ImageSet.LONGEST_CHAIN) {
            throw Damage.of(name, "the chain of parents has more than " + ImageSet.LONGEST_CHAIN + " sets");
        }
        Set<String> longer = new HashSet<>(names);
        longer.add(name);
        return new Lineage(longer);
    }
}
