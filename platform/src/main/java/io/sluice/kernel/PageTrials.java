package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Pagemap.Population;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import jnr.ffi.Pointer;

/** What the kernel tells of pages: tried on a page of our own that is really written. */
final class PageTrials {
    private static final long UFFDIO_API = 0xC018_AA3FL;
    private static final long UFFDIO_REGISTER = 0xC020_AA00L;
    private static final long API = 0xAA;
    private static final long FEATURES = 1L << 15 | 1L << 13 | 1; // WP_ASYNC, WP_UNPOPULATED, PAGEFAULT_FLAG_WP
    private static final long REGISTER_WRITE_PROTECT = 2;
    private static final int CLOSE_NO_BLOCK = 0_2004000;
    private static final long SOFT_DIRTY = 1L << 55;
    private static final String CLEAR_SOFT_DIRTY = "4";

    private PageTrials() {}

    static String scan() {
        try (Pagemap own = Pagemap.open((int) ProcessHandle.current().pid())) {
            Trial.require(own.canScan(), "", "the kernel does not know it");
            return OwnMemory.withPrivatePage(page -> scan(own, page));
        }
    }

    private static String scan(Pagemap own, PageRange page) {
        boolean before = own.find(page, Population.WRITTEN).runs().isEmpty();
        OwnMemory.write(page, (byte) 1);
        boolean after = own.find(page, Population.WRITTEN).runs().equals(List.of(page));
        return Trial.require(before && after, "a page was seen to be written", "it misses a page that was written");
    }

    /** Soft-dirty is set by a write where the kernel has it, and never elsewhere, though clearing it succeeds anyhow. */
    static String softDirty() {
        return OwnMemory.withPrivatePage(page -> {
            OwnMemory.write(page, (byte) 1);
            Trial.require(dirty(page), "", "the kernel does not note writes (CONFIG_MEM_SOFT_DIRTY is off)");
            clear();
            boolean cleared = !dirty(page);
            OwnMemory.write(page, (byte) 2);
            return Trial.require(cleared && dirty(page), "a write was seen", "clearing it, or a write, has no effect");
        });
    }

    private static boolean dirty(PageRange page) {
        try (OpenFile own = OpenFile.read("/proc/self/pagemap")) {
            Pointer entry = Native.allocate(Long.BYTES);
            long offset = page.start() / page.bytes() * Long.BYTES;
            Native.require(Native.C.pread(own.number(), entry.address(), Long.BYTES, offset), "read of pagemap");
            return (entry.getLong(0) & SOFT_DIRTY) != 0;
        }
    }

    private static void clear() {
        try (java.io.FileWriter file =
                new java.io.FileWriter("/proc/self/clear_refs", java.nio.charset.StandardCharsets.US_ASCII)) {
            file.write(CLEAR_SOFT_DIRTY);
        } catch (java.io.IOException e) {
            throw new Trial.Missing("/proc/self/clear_refs cannot be written");
        }
    }

    /** Protects a page by a scan, writes it, and looks whether the next scan tells (userfaultfd(2)). */
    static String writeProtect() {
        long call = Architecture.current().number(Call.USERFAULTFD);
        long number = Native.require(Native.call(call, CLOSE_NO_BLOCK), "userfaultfd");
        try (OpenFile faults = OpenFile.of(number)) {
            Pointer api = Native.allocate(24);
            api.putLong(0, API);
            api.putLong(8, FEATURES);
            Native.require(Native.C.ioctl(faults.number(), UFFDIO_API, api.address()), "UFFDIO_API, asynchronous");
            return OwnMemory.withPrivatePage(page -> writeProtect(faults, page));
        }
    }

    private static String writeProtect(OpenFile faults, PageRange page) {
        OwnMemory.write(page, (byte) 1);
        Pointer register = Native.allocate(32);
        register.putLong(0, page.start());
        register.putLong(8, page.bytes());
        register.putLong(16, REGISTER_WRITE_PROTECT);
        Native.require(Native.C.ioctl(faults.number(), UFFDIO_REGISTER, register.address()), "UFFDIO_REGISTER");
        try (WrittenScan scan = WrittenScan.ofOwnMemory()) {
            scan.writtenAndProtect(page);
            boolean before = scan.writtenAndProtect(page);
            OwnMemory.write(page, (byte) 2);
            boolean after = scan.writtenAndProtect(page);
            return Trial.require(!before && after, "a write was seen", "a write was missed, or seen where none was");
        }
    }
}
