package io.sluice.image.describe;

import io.sluice.image.ImageSet;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.PstreeEntry;
import io.sluice.image.message.TaskCoreEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tasks of a set: in its manifest, or in CRIU's tree. */
final class Tasks {
    private static final int MOST = 1 << 20;

    private Tasks() {}

    static List<TaskDescription> of(ImageSet set) {
        Optional<MessageReader> tree = set.messages(ImageType.PSTREE, "pstree.img");
        if (tree.isEmpty()) {
            return set.manifest().map(Tasks::ofManifest).orElse(List.of());
        }
        List<TaskDescription> tasks = new ArrayList<>();
        OpenFiles files = OpenFiles.in(set);
        try (MessageReader messages = tree.get()) {
            Optional<PstreeEntry> next = messages.next(PstreeEntry.parser());
            while (next.isPresent() && tasks.size() < MOST) {
                tasks.add(task(set, next.get(), files));
                next = messages.next(PstreeEntry.parser());
            }
        }
        return tasks;
    }

    private static List<TaskDescription> ofManifest(Manifest manifest) {
        return manifest.tasks().stream()
                .map(task -> new TaskDescription(
                        task.pid(), Optional.empty(), task.name(), Optional.empty(), Optional.empty(), List.of()))
                .toList();
    }

    private static TaskDescription task(ImageSet set, PstreeEntry entry, OpenFiles files) {
        Optional<TaskCoreEntry> core = core(set, entry.getPid());
        return new TaskDescription(
                entry.getPid(),
                Optional.of(entry.getPpid()),
                core.map(TaskCoreEntry::getComm).orElse("?"),
                core.map(known -> state(known.getTaskState())),
                Optional.of(entry.getThreadsCount()),
                files.of(entry.getPid()));
    }

    private static Optional<TaskCoreEntry> core(ImageSet set, int pid) {
        String image = "core-" + Integer.toUnsignedString(pid) + ".img";
        Optional<MessageReader> messages = set.messages(ImageType.CORE, image);
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        try (MessageReader reader = messages.get()) {
            CoreEntry entry = reader.first(CoreEntry.parser());
            return entry.hasTc() ? Optional.of(entry.getTc()) : Optional.empty();
        }
    }

    /** CRIU's numbers of states. */
    private static String state(int number) {
        return switch (number) {
            case 1 -> "alive";
            case 2 -> "dead";
            case 3 -> "stopped";
            default -> "state " + Integer.toUnsignedString(number);
        };
    }
}
