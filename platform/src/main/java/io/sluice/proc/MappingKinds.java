package io.sluice.proc;

import io.sluice.kernel.HugePages;
import io.sluice.kernel.OwnMemory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Tells mappings apart. */
public final class MappingKinds {
    /** What the kernel calls the file behind anonymous memory of huge pages, private or shared. */
    public static final String ANONYMOUS_HUGE = "/anon_hugepage (deleted)";

    private static final long SHARED_MEMORY = sharedMemory();
    private static final Map<Long, Long> HUGE_PAGES = HugePages.sizes();

    private MappingKinds() {}

    /** What a mapping is, as far as its line and its flags tell. */
    public static MappingKind of(Mapping mapping) {
        Set<String> flags = mapping.flags();
        if (mapping.path().equals("[vdso]")) {
            return MappingKind.VDSO;
        }
        if (mapping.path().startsWith("[vvar") || mapping.path().equals("[vsyscall]")) {
            return MappingKind.KERNEL_DATA;
        }
        if (flags.contains("dp")) {
            return MappingKind.DROPPABLE;
        }
        if (flags.contains("io") || flags.contains("pf")) {
            return MappingKind.DEVICE;
        }
        if (mapping.path().startsWith("/[aio]")) {
            return MappingKind.AIO_RING;
        }
        return byFile(mapping);
    }

    private static MappingKind byFile(Mapping mapping) {
        if (mapping.shared()) {
            return isSharedMemory(mapping) ? MappingKind.SHARED_MEMORY : sharedFile(mapping);
        }
        return mapping.inode() == 0 || isAnonymousHuge(mapping) ? MappingKind.ANONYMOUS : MappingKind.PRIVATE_FILE;
    }

    private static MappingKind sharedFile(Mapping mapping) {
        return mapping.path().startsWith("anon_inode:") ? MappingKind.DEVICE : MappingKind.SHARED_FILE;
    }

    /** Memory of huge pages has a file behind it even where it is private and anonymous. */
    private static boolean isAnonymousHuge(Mapping mapping) {
        return mapping.path().equals(ANONYMOUS_HUGE) && HUGE_PAGES.containsKey(mapping.deviceNumber());
    }

    /** Whether what is mapped, also privately, is memory without a name: shared anonymous, memfd, System V. */
    public static boolean isSharedMemory(Mapping mapping) {
        return isSharedMemory(mapping.deviceNumber());
    }

    /**
     * Whether a file is such memory.
     *
     * @param device its file system, as {@code st_dev} of stat(2)
     */
    public static boolean isSharedMemory(long device) {
        return device == SHARED_MEMORY || HUGE_PAGES.containsKey(device);
    }

    /** How many bytes a page of such memory has, where it is of huge pages (hugetlbfs). */
    public static Optional<Long> hugePage(long device) {
        return Optional.ofNullable(HUGE_PAGES.get(device));
    }

    /** All shared memory without a name, but that of huge pages, lives on one file system of the kernel's own; ours tells which. */
    private static long sharedMemory() {
        AtomicReference<Long> device = new AtomicReference<>();
        OwnMemory.withSharedPage(
                range -> MapsParser.parse(ProcFile.read("/proc/self/maps").orElseThrow()).stream()
                        .filter(mapping -> mapping.range().contains(range.start()))
                        .forEach(mapping -> device.set(mapping.deviceNumber())));
        return device.get();
    }
}
