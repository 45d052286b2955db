package io.sluice.state.memory;

import io.sluice.image.message.VmaEntry;
import io.sluice.kernel.GuardRegions;
import io.sluice.kernel.HugePages;
import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKinds;
import io.sluice.spi.memory.PageRange;
import io.sluice.state.file.MappedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mappings of a task as CRIU has them. */
final class MappingEntries {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    /** mmap(2). */
    private static final int MAP_SHARED = 1;

    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_DROPPABLE = 8;
    /** What a mapping is, CRIU's bits. */
    private static final int REGULAR = 1;

    private static final int VDSO = 1 << 3;
    private static final int FILE_PRIVATE = 1 << 6;
    private static final int FILE_SHARED = 1 << 7;
    private static final int ANONYMOUS_SHARED = 1 << 8;
    private static final int ANONYMOUS_PRIVATE = 1 << 9;
    private static final int KERNEL_DATA = 1 << 12;
    private static final int AIO_RING = 1 << 13;
    private static final int MEMFD = 1 << 14;
    private static final int O_RDWR = 2;
    private static final String SHARED_ANONYMOUS = "/dev/zero (deleted)";
    private static final String MEMORY_FILE = "/memfd:";

    private static final int GUARD = 1 << 16;
    private static final String GUARDED = "gu";

    /** Flags of smaps that are flags of mmap(2). */
    private static final Map<String, Integer> FLAGS = Map.of("gd", 0x100, "lo", 0x2000, "nr", 0x4000);

    /** Those that are advice of madvise(2), by its number. */
    private static final Map<String, Integer> ADVICE =
            Map.of("rr", 1, "sr", 2, "dc", 10, "mg", 12, "hg", 14, "nh", 15, "dd", 16, "wf", 18);

    /** Those that follow from all else, or from the file. */
    private static final Set<String> IMPLIED = Set.of(
            "rd", "wr", "ex", "sh", "mr", "mw", "me", "ms", "ac", "de", "sd", "uw", "pf", "io", "ar", "dp", "ht",
            GUARDED, "");

    /** What those are that a restore would not bring back. */
    private static final Map<String, String> LOST = Map.of(
            "um", "gets its pages from somebody else's userfaultfd (um)",
            "ui", "gets its pages from somebody else's userfaultfd (ui)",
            "sl", "is sealed (mseal(2)), which CRIU does not restore",
            "pk", "has a protection key (pkeys(7)), which CRIU does not restore");

    /** The kernel seals what is its own by itself. */
    private static final String SEALED = "sl";

    /** The kernel gives a key by itself to what may be executed and nothing else (pkeys(7)), also after a restore. */
    private static final String KEYED = "pk";

    private final int pid;
    private final String task;
    private final MappedFiles files;

    /**
     * @param task what messages call it
     * @param files gives numbers to files
     */
    MappingEntries(int pid, String task, MappedFiles files) {
        this.pid = pid;
        this.task = task;
        this.files = files;
    }

    /** All of them, ascending; what the kernel has beside the vdso is one mapping to CRIU. */
    List<VmaEntry> of(List<Mapping> mappings) {
        List<VmaEntry> entries = new ArrayList<>();
        for (Mapping mapping : mappings) {
            VmaEntry entry = entry(mapping);
            VmaEntry before = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            boolean joins = before != null
                    && (before.getStatus() & entry.getStatus() & KERNEL_DATA) != 0
                    && before.getEnd() == entry.getStart();
            if (joins) {
                entries.set(
                        entries.size() - 1,
                        before.toBuilder().setEnd(entry.getEnd()).build());
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Guard regions are mappings of their own to CRIU, behind all others. */
    List<VmaEntry> guards(List<Mapping> mappings) {
        List<VmaEntry> guards = new ArrayList<>();
        for (Mapping mapping : mappings) {
            if (mapping.flags().contains(GUARDED)) {
                GuardRegions.in(pid, mapping.range()).forEach(range -> guards.add(guard(range)));
            }
        }
        return guards;
    }

    private static VmaEntry guard(PageRange range) {
        return VmaEntry.newBuilder()
                .setStart(range.start())
                .setEnd(range.end())
                .setPgoff(0)
                .setShmid(0)
                .setProt(0)
                .setFlags(0)
                .setStatus(GUARD)
                .setFd(-1)
                .build();
    }

    private VmaEntry entry(Mapping mapping) {
        VmaEntry.Builder entry = VmaEntry.newBuilder()
                .setStart(mapping.range().start())
                .setEnd(mapping.range().end())
                .setPgoff(0)
                .setShmid(0)
                .setProt((mapping.readable() ? READ : 0)
                        | (mapping.writable() ? WRITE : 0)
                        | (mapping.executable() ? EXECUTE : 0))
                .setFlags((mapping.shared() ? MAP_SHARED : MAP_PRIVATE) | huge(mapping))
                .setFd(-1);
        kind(entry, mapping);
        note(entry, mapping);
        return entry.build();
    }

    /** Of huge pages on a mount the file tells the size. */
    private static int huge(Mapping mapping) {
        int anySize = mapping.huge() ? HugePages.mappingFlags() : 0;
        return MappingKinds.hugePage(mapping.deviceNumber())
                .map(HugePages::mappingFlags)
                .orElse(anySize);
    }

    private void kind(VmaEntry.Builder entry, Mapping mapping) {
        switch (MappingKinds.of(mapping)) {
            case ANONYMOUS -> anonymous(entry, REGULAR | ANONYMOUS_PRIVATE);
            case VDSO -> anonymous(entry, REGULAR | ANONYMOUS_PRIVATE | VDSO);
            case KERNEL_DATA -> anonymous(entry, REGULAR | ANONYMOUS_PRIVATE | KERNEL_DATA);
            case PRIVATE_FILE -> privately(entry, mapping);
            case SHARED_FILE ->
                file(entry, mapping, FILE_SHARED, mapping.flags().contains("mw") ? O_RDWR : 0);
            case SHARED_MEMORY -> shared(entry, mapping);
            case DROPPABLE -> anonymous(entry.setFlags(MAP_DROPPABLE), REGULAR | ANONYMOUS_PRIVATE);
            case AIO_RING -> entry.setStatus(AIO_RING);
            case DEVICE -> throw MappingSurvey.refused(task, mapping);
        }
    }

    private static void anonymous(VmaEntry.Builder entry, int status) {
        entry.setFlags(entry.getFlags() | MAP_ANONYMOUS).setStatus(status);
    }

    private void file(VmaEntry.Builder entry, Mapping mapping, int status, int openFlags) {
        entry.setStatus(REGULAR | status)
                .setShmid(files.mapped(mapping, openFlags))
                .setPgoff(mapping.offset())
                .setFdflags(openFlags);
    }

    private void privately(VmaEntry.Builder entry, Mapping mapping) {
        if (MappingKinds.isSharedMemory(mapping)) {
            memory(entry, mapping, FILE_PRIVATE);
        } else {
            file(entry, mapping, FILE_PRIVATE, 0);
        }
    }

    private void shared(VmaEntry.Builder entry, Mapping mapping) {
        if (mapping.path().equals(SHARED_ANONYMOUS) && !files.isOpen(mapping)) {
            anonymous(entry, REGULAR | ANONYMOUS_SHARED);
            entry.setShmid(mapping.inode()).setPgoff(mapping.offset());
        } else {
            memory(entry, mapping, FILE_SHARED);
        }
    }

    private void memory(VmaEntry.Builder entry, Mapping mapping, int status) {
        boolean known = mapping.path().startsWith(MEMORY_FILE) || mapping.path().equals(MappingKinds.ANONYMOUS_HUGE);
        if (!known && !files.isOpen(mapping)) {
            throw MappingSurvey.refused(task, mapping);
        }
        entry.setStatus(REGULAR | MEMFD | status)
                .setShmid(files.memory(mapping))
                .setPgoff(mapping.offset())
                .setFdflags(O_RDWR);
    }

    private void note(VmaEntry.Builder entry, Mapping mapping) {
        long advised = 0;
        for (String flag : mapping.flags()) {
            if (FLAGS.containsKey(flag)) {
                entry.setFlags(entry.getFlags() | FLAGS.get(flag));
            } else if (ADVICE.containsKey(flag)) {
                advised |= 1L << ADVICE.get(flag);
            } else if (LOST.containsKey(flag) && !isByKernel(entry, flag)) {
                throw refused(mapping, LOST.get(flag));
            } else if (!IMPLIED.contains(flag) && !LOST.containsKey(flag)) {
                throw refused(mapping, "has the flag " + flag + ", which Sluice does not know");
            }
        }
        if (advised != 0) {
            entry.setMadv(advised);
        }
    }

    private static boolean isByKernel(VmaEntry.Builder entry, String flag) {
        return switch (flag) {
            case SEALED -> (entry.getStatus() & (VDSO | KERNEL_DATA)) != 0;
            case KEYED -> entry.getProt() == EXECUTE;
            default -> false;
        };
    }

    private RuntimeException refused(Mapping mapping, String why) {
        return MappingSurvey.refused(task, mapping, why);
    }
}
