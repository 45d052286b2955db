package io.sluice.image;

import io.sluice.image.format.Damage;
import io.sluice.image.manifest.Manifest;
import java.util.Optional;

/** Sees that inventory.img and the manifest belong together. */
final class Belonging {
    private Belonging() {}

    /** Refuses a set of ours whose manifest is missing, or is another set's. */
    static void check(String set, Optional<Manifest> manifest, Inventory inventory) {
        if (inventory.set().isPresent() && manifest.isEmpty()) {
            throw Damage.of(Manifest.FILE + " in " + set, "it is missing, and " + Inventory.IMAGE + " asks for it");
        }
        if (manifest.isPresent() && !inventory.set().equals(manifest.map(Manifest::set))) {
            throw Damage.of(Inventory.IMAGE + " in " + set, "it belongs to another set than " + Manifest.FILE);
        }
    }
}
