package io.sluice.kernel;

import java.util.List;

/** What this kernel and these rights allow, tried on Sluice itself and on a helper process that ends with the trial. */
public final class Features {

    private Features() {}

    /** Tries everything, in the order in which it is to be shown. Takes some tens of milliseconds. */
    public static List<Feature> probe() {
        return List.of(
                        new Trial(
                                "ptrace",
                                "process trees can be stopped",
                                "nothing can be dumped: run as root, or with CAP_SYS_PTRACE, and look at"
                                        + " kernel.yama.ptrace_scope",
                                StopTrial::run),
                        new Trial(
                                "pidfd_open",
                                "a pid that is used again is never mistaken",
                                "nothing can be dumped: it needs Linux 5.3 or later, and no filter against it",
                                MemoryTrials::descriptor),
                        new Trial(
                                "process_vm_readv",
                                "memory is read the fastest way",
                                "the drain read does not work",
                                MemoryTrials::vector),
                        new Trial(
                                "/proc/PID/mem",
                                "memory that its mapping forbids to read is taken too",
                                "memory that its mapping forbids to read cannot be taken",
                                MemoryTrials::file),
                        new Trial(
                                "/proc/PID/map_files",
                                "shared memory is taken once, as a file",
                                "shared memory is left out: it needs CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE",
                                MemoryTrials::segment),
                        new Trial(
                                "PAGEMAP_SCAN",
                                "populated pages are found fast",
                                "populated pages are found by entries, slower; it needs Linux 6.7 or later",
                                PageTrials::scan),
                        new Trial(
                                "userfaultfd write-protect",
                                "changed pages can be tracked by the kernel, with no page read twice",
                                "changed pages are found by their contents: the tracker hash",
                                PageTrials::writeProtect),
                        new Trial(
                                "soft-dirty",
                                "CRIU's own pre-dump works here too",
                                "CRIU's own pre-dump cannot work here; Sluice's does",
                                PageTrials::softDirty),
                        new Trial(
                                "CAP_CHECKPOINT_RESTORE",
                                "a restore can give a process its old pid",
                                "a restore cannot give a process its old pid",
                                SystemTrials::checkpointRestore),
                        new Trial(
                                "pipe-max-size",
                                "pages can be moved by pipes of that size",
                                "pages cannot be moved by large pipes",
                                SystemTrials::pipeSize),
                        new Trial("kernel", "the release that all this was tried on", "", SystemTrials::release))
                .stream()
                .map(Trial::run)
                .toList();
    }
}
