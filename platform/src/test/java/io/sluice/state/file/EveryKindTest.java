package io.sluice.state.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.failure.SluiceException;
import io.sluice.kernel.PinnedFile;
import io.sluice.program.CProgram;
import io.sluice.program.Target;
import io.sluice.state.Allowed;
import io.sluice.state.memory.MappingSurvey;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of descriptor and mapping that a kernel makes is known, or refused by its name while the task runs. */
class EveryKindTest {
    private static final String TASK = "the task";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventfd",
                "eventpoll",
                "signalfd",
                "timerfd",
                "pidfd",
                "pipe",
                "memfd",
                "namespace",
                "held",
                "shared",
                "hugetlb",
                "huge pages",
                "aio ring"
            })
    void isTaken(String kind) {
        try (Target target = target(kind)) {
            assertThatCode(() -> {
                        survey(target);
                        MappingSurvey.require(target.pid(), TASK);
                    })
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "inotify, anon_inode:inotify",
        "fanotify, anon_inode:[fanotify]",
        "userfaultfd, anon_inode:[userfaultfd]",
        "io_uring, anon_inode:[io_uring]",
        "perf_event, anon_inode:[perf_event]",
        "bpf-map, anon_inode:bpf-map",
        "bpf-prog, anon_inode:bpf-prog",
        "bpf_link, anon_inode:bpf_link",
        "landlock-ruleset, anon_inode:[landlock-ruleset]",
        "seccomp notify, anon_inode:seccomp notify",
        "fscontext, anon_inode:[fscontext]",
        "btf, anon_inode:btf",
        "bpf-stats, anon_inode:bpf-stats",
        "kvm-vm, anon_inode:kvm-vm",
        "kvm-vcpu, anon_inode:kvm-vcpu:0",
        "queue, 'of a file system that is mounted nowhere, such as a message queue'",
        "detached mount, 'of a file system that is mounted nowhere, such as a message queue'",
        "secretmem, /secretmem (deleted)",
        "semaphore, which CRIU would restore as a counter",
        "thread, which CRIU cannot restore",
        "socket, a socket",
        "terminal, ptmx",
        "device, the device /dev/fuse",
    })
    void isRefused(String kind, String name) {
        try (Target target = target(kind)) {
            assertThatThrownBy(() -> survey(target))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith(TASK + ": descriptor 9 is ")
                    .hasMessageEndingWith(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "segment, belongs to the namespace (System V)",
        "ring of perf, is memory of a device",
    })
    void mappingsAreRefused(String kind, String why) {
        try (Target target = target(kind)) {
            assertThatThrownBy(() -> MappingSurvey.require(target.pid(), TASK))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith(TASK + ": the mapping ")
                    .hasMessageContaining(why);
        }
    }

    private static void survey(Target target) {
        new Descriptors(Allowed.DEFAULT, new OpenedMemory()).survey(target.pid(), TASK);
    }

    private static Target target(String kind) {
        Target target = Target.startSilent(CProgram.of("descriptors"), kind);
        Path files = Path.of("/proc/" + target.pid() + "/fd");
        Target.await("a descriptor", () -> isProgram(target) && Files.notExists(files.resolve("0")));
        boolean made = Files.exists(files.resolve("9"), LinkOption.NOFOLLOW_LINKS);
        if (!made) {
            target.close();
        }
        assumeTrue(made, () -> "this kernel, or these rights, make no " + kind);
        return target;
    }

    private static boolean isProgram(Target target) {
        return PinnedFile.link("/proc/" + target.pid() + "/exe").endsWith("/descriptors");
    }
}
