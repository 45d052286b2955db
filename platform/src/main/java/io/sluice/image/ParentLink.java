package io.sluice.image;

import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ParentEntry;
import java.util.Optional;

/** Sees that a set's parent is the one that its manifest names. */
public final class ParentLink {
    /** What messages call the reference: in a folder it is the symbolic link of that name. */
    public static final String NAME = "parent";

    private ParentLink() {}

    /** Sees that a set has a reference just when its manifest names a parent; throws {@code SET_DAMAGED}. */
    public static void check(String set, Optional<ParentEntry> expected, Optional<String> stored) {
        if (expected.isPresent() != stored.isPresent()) {
            throw differs(set, expected, stored);
        }
    }

    /**
     * Whether the reference is the one that the set was made with. Another one is right too if it leads to the right set:
     * chains are moved, and squashed.
     */
    public static boolean isFirst(Optional<ParentEntry> expected, Optional<String> stored) {
        Optional<String> reference = expected.map(ParentEntry::reference);
        return reference.equals(stored) || reference.map(ParentLink::asPath).equals(stored);
    }

    /** That the reference leads to something else than what the manifest names. */
    public static SluiceException differs(String set, Optional<ParentEntry> expected, Optional<String> stored) {
        Optional<String> reference = expected.map(ParentEntry::reference);
        return Damage.of(
                NAME + " in " + set, "it is " + quoted(stored) + ", and the manifest says " + quoted(reference));
    }

    /** Sees that a set is the one that a manifest names as parent, or stands in its place; throws {@code SET_DAMAGED} when it is not. */
    public static void identify(String parent, Optional<Manifest> manifest, ParentEntry expected) {
        Manifest found = manifest.orElseThrow(() ->
                Damage.of(Manifest.FILE + " in " + parent, "it is missing, and a set that adds to it asks for it"));
        if (found.replaces().contains(expected.identity())) {
            return;
        }
        if (!found.set().equals(expected.set())) {
            throw Damage.of(parent, "it is the set " + found.set() + ", and the parent must be " + expected.set());
        }
        if (!found.digest().equals(expected.digest())) {
            throw Damage.of(Manifest.FILE + " in " + parent, "it is not the one that the set was made on");
        }
    }

    /** Java's paths, and so a folder's link, know no doubled slashes and none at the end. */
    private static String asPath(String reference) {
        String single = reference.replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private static String quoted(Optional<String> reference) {
        return reference
                .map(text -> "'" + text.replaceAll("\\p{Cntrl}", "?") + "'")
                .orElse("missing");
    }
}
