package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/** Trials of what the state of tasks is taken with, called as CRIU calls them: what asks CRIU can ask Sluice. */
final class StateTrial {
    private static final int MONOTONIC = 1;
    private static final int LOCK_SHARED = 1;
    private static final int HUGE_FILE = 4; // memfd_create(2), MFD_HUGETLB
    private static final int EPOLL_TARGET = 7; // kcmp(2), KCMP_EPOLL_TFD
    private final HelperTask helper;

    StateTrial(HelperTask helper) {
        this.helper = helper;
    }

    void run(Trials trials) {
        trials.tell("get_rseq_conf", "restartable sequences of threads are dumped", this::sequences);
        trials.tell("seccomp_suspend", "tasks with filters of calls can be asked for their state", this::suspended);
        trials.tell("seccomp_filters", "filters of calls are dumped", this::filters);
        trials.tell("kcmp_epoll", "what tasks share is told, and what an epoll watches", this::compared);
        trials.tell("ns_pid", "tasks are told by their numbers in their own namespace", () -> {
            return line("/proc/" + helper.pid() + "/status", "NSpid:");
        });
        trials.tell("loginuid", "the user who logged in is dumped", () -> {
            return contents("/proc/" + helper.pid() + "/loginuid");
        });
        trials.tell("timerfd", "timers that are files are dumped", StateTrial::timer);
        trials.tell("mnt_id", "mounts of open files are told", StateTrial::mount);
        trials.tell("fdinfo_lock", "locks of files are dumped", StateTrial::lock);
        trials.tell("memfd_hugetlb", "files of huge pages without a name are dumped", StateTrial::hugeFile);
        trials.tell("aio_remap", "rings of asynchronous I/O are dumped, and restored where they were", RingTrial::run);
    }

    private String sequences() {
        return Trials.stopped(helper.pid(), ptrace -> {
            Trials.require(ptrace.tellsSequences(helper.pid()), "the kernel does not tell (since Linux 5.13)");
            return "a task was asked for its sequences";
        });
    }

    private String suspended() {
        return Trials.stopped(helper.pid(), ptrace -> {
            ptrace.lead(helper.pid(), true);
            return "the filters of a task were put to rest";
        });
    }

    private String filters() {
        return Trials.stopped(helper.pid(), ptrace -> {
            try {
                ptrace.filters(helper.pid());
            } catch (KernelException unfiltered) {
                // Whoever may not ask, or asks a kernel that does not tell, gets another answer.
                Trials.require(unfiltered.errno().equals(Errno.EINVAL), unfiltered.getMessage());
            }
            return "a task was asked for its filters";
        });
    }

    /** Nothing is at address 0, so a kernel that knows the question cannot read it. */
    private String compared() {
        long kcmp = Architecture.current().number(Call.KCMP);
        long answer = Native.call(kcmp, helper.pid(), helper.pid(), EPOLL_TARGET, 0, 0);
        Trials.require(answer == -1 && Native.errno().equals(Errno.EFAULT), "kcmp: " + Native.errno());
        return "the kernel knows the question";
    }

    private static String timer() {
        long create = Architecture.current().number(Call.TIMERFD_CREATE);
        try (OpenFile timer = OpenFile.of(Native.require(Native.call(create, MONOTONIC, 0), "timerfd_create"))) {
            return line("/proc/self/fdinfo/" + timer.number(), "clockid:");
        }
    }

    private static String mount() {
        try (OpenFile file = OpenFile.read("/proc/self/status")) {
            return line("/proc/self/fdinfo/" + file.number(), "mnt_id:");
        }
    }

    private static String lock() {
        long create = Architecture.current().number(Call.MEMFD_CREATE);
        long flock = Architecture.current().number(Call.FLOCK);
        Pointer name = CText.of("sluice-lock");
        try (OpenFile file = OpenFile.of(Native.require(Native.call(create, name.address(), 0), "memfd_create"))) {
            Native.require(Native.call(flock, file.number(), LOCK_SHARED), "flock");
            return line("/proc/self/fdinfo/" + file.number(), "lock:");
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    private static String hugeFile() {
        long create = Architecture.current().number(Call.MEMFD_CREATE);
        Pointer name = CText.of("sluice-huge");
        try (OpenFile file =
                OpenFile.of(Native.require(Native.call(create, name.address(), HUGE_FILE), "memfd_create"))) {
            return file.length() + " bytes of huge pages were made a file";
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    private static String line(String path, String name) {
        return contents(path)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.replaceAll("\\s+", " "))
                .orElseThrow(() -> new KernelException(path + " has no line " + name));
    }

    private static String contents(String path) {
        try (OpenFile file = OpenFile.read(path)) {
            return new String(file.contents(), StandardCharsets.US_ASCII).trim();
        }
    }
}
