package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.TaskFileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.state.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds on processes (pidfd_open(2)), of the tree or of what is gone for good. */
final class TaskFiles implements DescriptorKind {
    private static final int O_RDWR = 2;
    private static final int PIDFD_THREAD = 0_200;
    private static final int GONE = -1;
    private Set<Integer> tree = Set.of();

    /** Tells which processes belong to the tree. */
    void tree(List<Integer> processes) {
        tree = Set.copyOf(processes);
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[pidfd]") || name.startsWith("pidfd:");
    }

    @Override
    public Set<String> keys() {
        return Set.of("Pid", "NSpid");
    }

    @Override
    public Optional<String> objection(DescriptorFacts facts) {
        return (facts.flags() & PIDFD_THREAD) == 0
                ? Optional.empty()
                : Optional.of("is a hold on a thread (pidfd with PIDFD_THREAD), which CRIU cannot restore");
    }

    @Override
    public FileKind kind() {
        return FileKind.TASK_FILE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        int pid = Integer.parseInt(facts.text("Pid"));
        require(pid, descriptor);
        String[] numbers = facts.text("NSpid").split("\\s+", -1);
        TaskFileEntry task = TaskFileEntry.newBuilder()
                .setId(id)
                .setIno((int) descriptor.status().inode())
                .setFlags(facts.flags() & ~O_RDWR)
                .setNspid(pid == GONE ? GONE : Integer.parseInt(numbers[numbers.length - 1]))
                .setFown(descriptor.owner())
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setPidfd(task)
                .build();
    }

    private void require(int pid, OpenedDescriptor descriptor) {
        if (pid != GONE && !tree.contains(pid)) {
            throw Refusal.of(
                    descriptor.task(),
                    descriptor.what() + " is a hold (pidfd) on process " + pid + ", which is outside of the tree",
                    "a restore would hold another process; pre-dumps of the tree work");
        }
    }
}
