package io.sluice.proc;

import io.sluice.kernel.FileStatus;
import io.sluice.kernel.OwnMemory;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Tells mappings apart. */
public final class MappingKinds {
    private static final String SHARED_MEMORY_DEVICE = sharedMemoryDevice();

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
        if (flags.contains("ht")) {
            return MappingKind.HUGE_PAGES;
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
        return mapping.inode() == 0 ? MappingKind.ANONYMOUS : MappingKind.PRIVATE_FILE;
    }

    private static MappingKind sharedFile(Mapping mapping) {
        return mapping.path().startsWith("anon_inode:") ? MappingKind.DEVICE : MappingKind.SHARED_FILE;
    }

    /** Whether what is mapped, also privately, is memory without a name: shared anonymous, memfd, System V. */
    public static boolean isSharedMemory(Mapping mapping) {
        return mapping.device().equals(SHARED_MEMORY_DEVICE);
    }

    /**
     * Whether a file is such memory.
     *
     * @param device its file system, as {@code st_dev} of stat(2)
     */
    public static boolean isSharedMemory(long device) {
        String[] numbers = SHARED_MEMORY_DEVICE.split(":", 2);
        return device == FileStatus.device(Long.parseLong(numbers[0], 16), Long.parseLong(numbers[1], 16));
    }

    /** All shared memory without a name lives on one file system of the kernel's own; ours tells which. */
    private static String sharedMemoryDevice() {
        AtomicReference<String> device = new AtomicReference<>();
        OwnMemory.withSharedPage(
                range -> MapsParser.parse(ProcFile.read("/proc/self/maps").orElseThrow()).stream()
                        .filter(mapping -> mapping.range().contains(range.start()))
                        .forEach(mapping -> device.set(mapping.device())));
        return device.get();
    }
}
