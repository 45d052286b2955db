package io.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The probes say what is so here, and leave nothing behind. */
class FeaturesTest {

    @Test
    void aRootUserOfARecentKernelHasWhatTheDumpNeeds() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root has all the rights");
        Map<String, Feature> features =
                Features.probe().stream().collect(Collectors.toMap(Feature::name, Function.identity()));
        for (String needed : List.of("ptrace", "process_vm_readv", "/proc/PID/mem", "pidfd", "kernel")) {
            assertTrue(features.get(needed).works(), () -> features.get(needed).toString());
        }
        assertEquals(System.getProperty("os.version"), features.get("kernel").detail());
    }

    /** By these CRIU's own tests ask whether there is anything to test. */
    @Test
    void whatCriuHasANameForHasTheSameHere() {
        List<String> names = Features.probe().stream().map(Feature::name).toList();
        for (String asked : List.of(
                "aio_remap",
                "fdinfo_lock",
                "get_rseq_conf",
                "kcmp_epoll",
                "loginuid",
                "mem_dirty_track",
                "memfd_hugetlb",
                "mnt_id",
                "ns_pid",
                "pagemap_scan_guard_pages",
                "seccomp_filters",
                "seccomp_suspend",
                "timerfd")) {
            assertTrue(names.contains(asked), asked);
        }
    }

    @Test
    void everyFeatureIsToldInOneLine() {
        for (Feature feature : Features.probe()) {
            assertFalse((feature.detail() + feature.meaning()).contains("\n"), feature::toString);
            assertFalse(feature.detail().isBlank(), feature::toString);
        }
    }

    @Test
    void aHelperEndsWhenItIsClosed() {
        Path helper;
        try (HelperTask task = HelperTask.start()) {
            helper = Path.of("/proc/" + task.pid());
            assertTrue(Files.exists(helper));
        }
        assertFalse(Files.exists(helper));
    }

    @Test
    void aHelperEndsWithTheThreadThatStartedIt() throws InterruptedException {
        int[] pid = new int[1];
        Thread starter = new Thread(() -> pid[0] = startReady());
        starter.start();
        starter.join();
        try (PidDescriptor life = PidDescriptor.open(pid[0])) {
            long started = System.nanoTime();
            while (life.alive() && System.nanoTime() - started < 2_000_000_000L) {
                Thread.onSpinWait();
            }
            assertFalse(life.alive());
        }
        assertEquals(pid[0], Native.C.waitpid(pid[0], 0, 0));
    }

    private static String call(int pid) {
        try (OpenFile file = OpenFile.read("/proc/" + pid + "/syscall")) {
            return new String(file.contents(), java.nio.charset.StandardCharsets.US_ASCII);
        }
    }

    /** Only when it waits has it asked for its end. */
    private static int startReady() {
        int pid = HelperTask.start().pid();
        while (!call(pid).startsWith("34 ")) {
            Thread.onSpinWait();
        }
        return pid;
    }
}
