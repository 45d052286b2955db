package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.io.File;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jnr.ffi.Pointer;

/**
 * Huge pages of hugetlbfs. Those of memory without a name of a folder are on file systems of the kernel's own, one for each
 * size. They are reserved when they are mapped: to look at the file systems takes none.
 */
public final class HugePages {
    /** By memfd_create(2) and mmap(2), above these bits stands the binary logarithm of the size. */
    private static final int SIZE_SHIFT = 26;

    private static final int MFD_HUGETLB = 4;
    private static final int MAP_HUGETLB = 0x40000;
    private static final long FILE_SYSTEM = 0x958458f6L;
    private static final int STATFS_ROOM = 120;
    private static final String SIZES = "/sys/kernel/mm/hugepages";
    private static final Pattern SIZE = Pattern.compile("hugepages-([0-9]+)kB");

    private HugePages() {}

    /** The sizes that the kernel has, in bytes, by the file system of each, as {@code st_dev} of stat(2). */
    public static Map<Long, Long> sizes() {
        Map<Long, Long> sizes = new HashMap<>();
        String[] names = new File(SIZES).list();
        for (String name : names == null ? new String[0] : names) {
            Matcher size = SIZE.matcher(name);
            if (size.matches()) {
                long bytes = Long.parseLong(size.group(1)) << 10;
                device(bytes).ifPresent(device -> sizes.put(device, bytes));
            }
        }
        return sizes;
    }

    private static Optional<Long> device(long bytes) {
        Pointer name = CText.of("sluice-huge");
        try {
            long create = Architecture.current().number(Call.MEMFD_CREATE);
            long number = Native.call(create, name.address(), fileFlags(bytes));
            if (number < 0) {
                return Optional.empty();
            }
            try (OpenFile file = OpenFile.of(number)) {
                return Optional.of(FileStatus.held(file.number()).device());
            }
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    /** How memfd_create(2) is told that a file is of pages of that size. */
    public static int fileFlags(long bytes) {
        return MFD_HUGETLB | size(bytes);
    }

    /** How mmap(2) is told that a mapping is of huge pages; a file tells their size by itself. */
    public static int mappingFlags() {
        return MAP_HUGETLB;
    }

    /** How mmap(2) is told that a mapping is of pages of that size. */
    public static int mappingFlags(long bytes) {
        return MAP_HUGETLB | size(bytes);
    }

    private static int size(long bytes) {
        return Long.numberOfTrailingZeros(bytes) << SIZE_SHIFT;
    }

    /**
     * Whether a file is of huge pages (statfs(2)), be it on one of those file systems or on a mount.
     *
     * @throws KernelException when there is no such file
     */
    public static boolean hold(String path) {
        Pointer name = CText.of(path);
        Pointer answer = Native.allocate(STATFS_ROOM);
        try {
            long call = Architecture.current().number(Call.STATFS);
            Native.require(Native.call(call, name.address(), answer.address()), "statfs");
            return answer.getLong(0) == FILE_SYSTEM;
        } finally {
            Reference.reachabilityFence(name);
        }
    }
}
