package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.manifest.SetIdentity;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The sets from the newest of a chain down to one of its parents: a chain that comes back to one of them would never end, and
 * what a set has given away is with one of those above it.
 *
 * @param names as the sink knows them
 * @param above the identities of those that stand above
 * @param whole whether these are all: it began with the newest
 */
record Lineage(Set<String> names, Set<SetIdentity> above, boolean whole) {
    /** Above the newest set of a chain. */
    static final Lineage START = new Lineage(Set.of(), Set.of(), true);

    /** Above a set that is looked at by itself, wherever it stands. */
    static final Lineage SOMEWHERE = new Lineage(Set.of(), Set.of(), false);

    Lineage {
        names = Set.copyOf(names);
        above = Set.copyOf(above);
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
        return new Lineage(longer, above, whole);
    }

    /** Of the next parent. */
    Lineage below(Optional<SetIdentity> set) {
        Set<SetIdentity> longer = new HashSet<>(above);
        set.ifPresent(longer::add);
        return new Lineage(names, longer, whole);
    }

    /** Refuses a set of which pages are missing here. */
    void require(String name, Set<SetIdentity> given) {
        for (SetIdentity to : given) {
            if (whole && !above.contains(to)) {
                throw new SluiceException(
                        ErrorCode.SET_DAMAGED,
                        name + ": its pages were given to the set " + to.set(),
                        "use that set, or one that adds to it: this one is whole only below it");
            }
        }
    }
}
