package io.sluice.image;

import io.sluice.image.message.InventoryEntry;
import io.sluice.image.message.KernelObjectIdsEntry;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What inventory.img says of a set.
 *
 * @param version the version of CRIU's format: 1 or 2 of a dump, 0 of a pre-dump
 * @param uptime when it was taken, in microseconds after the boot; the test for a reused pid
 * @param mode how the pre-dump got its pages; empty of a dump
 * @param set the identity of a set of ours; empty of CRIU's own
 * @param own by which numbers a dump names what its maker is in: the tree is in the same namespaces; empty of a pre-dump
 */
public record Inventory(
        int version,
        OptionalLong uptime,
        Optional<PreDumpMode> mode,
        Optional<String> set,
        Optional<KernelObjectIdsEntry> own) {
    /** The name of the image, with whose appearance a set is committed. */
    public static final String IMAGE = "inventory.img";

    private static final int ROOT_CONTROL_GROUPS = 1;
    private static final int NO_SECURITY_MODULE = 0;

    static Inventory of(InventoryEntry entry) {
        return new Inventory(
                entry.getImgVersion(),
                entry.hasDumpUptime() ? OptionalLong.of(entry.getDumpUptime()) : OptionalLong.empty(),
                entry.hasPreDumpMode() ? PreDumpMode.of(entry.getPreDumpMode()) : Optional.empty(),
                entry.hasSluiceSet() ? Optional.of(entry.getSluiceSet()) : Optional.empty(),
                entry.hasRootIds() ? Optional.of(entry.getRootIds()) : Optional.empty());
    }

    InventoryEntry entry() {
        InventoryEntry.Builder entry = InventoryEntry.newBuilder().setImgVersion(version);
        uptime.ifPresent(entry::setDumpUptime);
        mode.ifPresent(known -> entry.setPreDumpMode(known.number()));
        set.ifPresent(entry::setSluiceSet);
        own.ifPresent(ids -> entry.setRootIds(ids)
                .setFdinfoPerId(true)
                .setNsPerId(true)
                .setRootCgSet(ROOT_CONTROL_GROUPS)
                .setLsmtype(NO_SECURITY_MODULE)
                .setNetworkLockMethod(0));
        return entry.build();
    }
}
