package io.sluice.image;

import io.sluice.image.message.InventoryEntry;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What inventory.img says of a set.
 *
 * @param version the version of CRIU's format: 1 or 2 of a dump, 0 of a pre-dump
 * @param uptime when it was taken, in microseconds after the boot; the test for a reused pid
 * @param mode how the pre-dump got its pages; empty of a dump
 * @param set the identity of a set of ours; empty of CRIU's own
 */
public record Inventory(int version, OptionalLong uptime, Optional<PreDumpMode> mode, Optional<String> set) {
    /** The name of the image, with whose appearance a set is committed. */
    public static final String IMAGE = "inventory.img";

    static Inventory of(InventoryEntry entry) {
        return new Inventory(
                entry.getImgVersion(),
                entry.hasDumpUptime() ? OptionalLong.of(entry.getDumpUptime()) : OptionalLong.empty(),
                entry.hasPreDumpMode() ? PreDumpMode.of(entry.getPreDumpMode()) : Optional.empty(),
                entry.hasSluiceSet() ? Optional.of(entry.getSluiceSet()) : Optional.empty());
    }

    InventoryEntry entry() {
        InventoryEntry.Builder entry = InventoryEntry.newBuilder().setImgVersion(version);
        uptime.ifPresent(entry::setDumpUptime);
        mode.ifPresent(known -> entry.setPreDumpMode(known.number()));
        set.ifPresent(entry::setSluiceSet);
        return entry.build();
    }
}
