package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What this kernel and these rights allow, found by doing it: to a helper task, never to a program of the user. */
public final class Features {
    private static final String ALSO_OTHERS = "CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE";
    private final Trials trials = new Trials();

    private Features() {}

    /** Tries everything, in some hundredths of a second. Leaves nothing behind. */
    public static List<Feature> probe() {
        Features features = new Features();
        features.tryOnHelper();
        features.tryRights();
        return features.trials.found();
    }

    private void tryOnHelper() {
        try (HelperTask helper = HelperTask.start()) {
            tryMemory(helper);
            tryTracking(new TrackingTrial(helper));
            new StateTrial(helper).run(trials);
        } catch (KernelException e) {
            trials.add(
                    "helper task",
                    false,
                    e.getMessage(),
                    "nothing can be tried: programs may not run from memory here");
        }
    }

    private void tryMemory(HelperTask helper) {
        trials.tell("ptrace", "tasks can be stopped", () -> stop(helper.pid()));
        trials.tell("process_vm_readv", "memory is read the fastest way", () -> read(helper, false));
        trials.tell("/proc/PID/mem", "memory without read permission is read too", () -> read(helper, true));
        trials.tell("PAGEMAP_SCAN", "pages are found fast; without it entry by entry", () -> scan(helper.pid()));
        trials.tell(
                "map_files", "shared memory and deleted files are read; needs " + ALSO_OTHERS, () -> mapped(helper));
        trials.tell("pidfd", "a task is never taken for another with its pid", () -> descriptor(helper.pid()));
    }

    private void tryTracking(TrackingTrial trial) {
        trials.tell("soft-dirty", "written pages are found without anything in the target", () -> {
            Trials.require(trial.softDirty(), "a write leaves no mark: CONFIG_MEM_SOFT_DIRTY is off");
            return "a written page was told from an unwritten one";
        });
        trials.tell("userfaultfd", "written pages can be found by write-protection", () -> {
            ProtectionTrial.run();
            return "written pages were told from unwritten ones";
        });
        List<String> ways = trials.working("soft-dirty", "userfaultfd");
        String by = ways.isEmpty() ? "neither soft-dirty nor userfaultfd" : "by " + String.join(" or ", ways);
        trials.add(
                "mem_dirty_track",
                !ways.isEmpty(),
                by,
                "later sets of a chain hold what changed, found in one way or other");
    }

    private void tryRights() {
        Optional<Long> rights = Capabilities.effective();
        tellRight(rights, "CAP_SYS_ADMIN", Capabilities.SYS_ADMIN, "map_files and namespaces of others are open");
        tellRight(
                rights, "CAP_CHECKPOINT_RESTORE", Capabilities.CHECKPOINT_RESTORE, "as CAP_SYS_ADMIN, for dumps alone");
        trials.tell("pagemap_scan_guard_pages", "pages that a program guards from everybody stay guarded", () -> {
            Trials.require(
                    OwnMemory.tellsGuard(), "the kernel guards pages, but does not tell which (since Linux 6.15)");
            return "a page was guarded, and found";
        });
        trials.tell(
                "pipe-max-size", "the most bytes of one pipe without CAP_SYS_RESOURCE", () -> line("fs/pipe-max-size"));
        trials.tell("kernel", "the release that all this was tried on", () -> line("kernel/osrelease"));
    }

    private void tellRight(Optional<Long> rights, String name, int bit, String meaning) {
        boolean held = rights.filter(bits -> (bits >>> bit & 1) == 1).isPresent();
        trials.add(name, held, held ? "held" : "not held", meaning);
    }

    private static String stop(int pid) {
        Trials.stopped(pid, ptrace -> "");
        return "a task was stopped and let go";
    }

    private static String read(HelperTask helper, boolean forced) {
        byte[] expected = Architecture.current().idleProgram();
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) helper.page().bytes());
        try (ProcessMemory memory = ProcessMemory.open(helper.pid())) {
            ReadResult result =
                    forced ? memory.readForced(helper.page(), buffer) : memory.read(List.of(helper.page()), buffer);
            Trials.require(result.ending() == Ending.COMPLETE, "a read ended as " + result.ending());
        }
        byte[] seen = new byte[expected.length];
        buffer.get(0, seen);
        Trials.require(java.util.Arrays.equals(expected, seen), "what was read is not what is there");
        return "a page was read and compared";
    }

    private static String scan(int pid) {
        try (Pagemap pagemap = Pagemap.open(pid)) {
            Trials.require(pagemap.canScan(), "the kernel does not know it (since Linux 6.7)");
            return "a range was scanned";
        }
    }

    private static String mapped(HelperTask helper) {
        PageRange page = helper.page();
        try (OpenFile file = OpenFile.read("/proc/" + helper.pid() + "/map_files/" + page)) {
            return file.length() + " bytes of a mapped file were opened";
        }
    }

    private static String descriptor(int pid) {
        try (PidDescriptor descriptor = PidDescriptor.open(pid)) {
            Trials.require(descriptor.alive(), "a living task is told to be gone");
            return "a task was held";
        }
    }

    private static String line(String name) {
        try (OpenFile file = OpenFile.read("/proc/sys/" + name)) {
            return new String(file.contents(), StandardCharsets.US_ASCII).trim();
        }
    }
}
