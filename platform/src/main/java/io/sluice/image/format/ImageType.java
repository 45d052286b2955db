package io.sluice.image.format;

import java.util.Optional;

/** The kinds of images that Sluice reads or writes, by what stands at their beginning (CRIU's magic numbers). */
public enum ImageType {
    /** The one image without a magic before its own. */
    INVENTORY(Optional.empty(), 0x58313116),
    PAGEMAP(Optional.of(Leads.COMMON), 0x56084025),
    PSTREE(Optional.of(Leads.COMMON), 0x50273030),
    CORE(Optional.of(Leads.COMMON), 0x55053847),
    MM(Optional.of(Leads.COMMON), 0x57492820),
    IDS(Optional.of(Leads.COMMON), 0x54432030),
    FS(Optional.of(Leads.COMMON), 0x51403912),
    FDINFO(Optional.of(Leads.COMMON), 0x56213732),
    PIPES_DATA(Optional.of(Leads.COMMON), 0x56453709),
    FIFO_DATA(Optional.of(Leads.COMMON), 0x59333054),
    MEMORY_INODES(Optional.of(Leads.COMMON), 0x48453499),
    FILE_LOCKS(Optional.of(Leads.COMMON), 0x54323616),
    REMAPS(Optional.of(Leads.COMMON), 0x59133954),
    GHOST_FILE(Optional.of(Leads.COMMON), 0x52583605),
    CGROUP(Optional.of(Leads.COMMON), 0x59383330),
    SECCOMP(Optional.of(Leads.COMMON), 0x64413049),
    FILES(Optional.of(Leads.COMMON), 0x56303138),
    REMAP_FPATH(Optional.of(Leads.COMMON), 0x59133954),
    STATS(Optional.of(Leads.SERVICE), 0x57093306);

    private final Optional<Integer> lead;
    private final int magic;

    ImageType(Optional<Integer> lead, int magic) {
        this.lead = lead;
        this.magic = magic;
    }

    /** The number that stands first, where there is one before the type's own. */
    public Optional<Integer> lead() {
        return lead;
    }

    /** The type's own number. */
    public int magic() {
        return magic;
    }

    /** How many bytes the numbers at the beginning take. */
    public int headerBytes() {
        return lead.isPresent() ? 8 : 4;
    }

    /** What stands before the type's number: a constant of its own, as an enum's constants cannot see its statics. */
    private static final class Leads {
        static final int COMMON = 0x54564319;
        static final int SERVICE = 0x55105940;
    }
}
