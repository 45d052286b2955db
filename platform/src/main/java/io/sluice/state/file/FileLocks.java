package io.sluice.state.file;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.FileLockEntry;
import io.sluice.proc.StatusLines;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Locks of files (flock(2), fcntl(2)) and leases, as the kernel lists them with descriptors. */
final class FileLocks {
    private static final Map<String, Integer> KINDS = Map.of("POSIX", 1, "FLOCK", 2, "OFDLCK", 4, "LEASE", 8);
    private static final Map<String, Integer> TYPES = Map.of("READ", 0, "WRITE", 1);
    /** What it takes to restore one: POSIX locks are listed with every descriptor of the file, whatever that may be used for. */
    private static final Map<String, Integer> REFUSED_BY = Map.of("READ", 1, "WRITE", 0);

    private static final Set<String> IN_FORCE = Set.of("ADVISORY", "ACTIVE");
    private static final int ACCESS = 3;
    private final boolean allowed;
    private final Set<FileLockEntry> locks = new LinkedHashSet<>();

    /** @param allowed whether they are dumped; else they are refused */
    FileLocks(boolean allowed) {
        this.allowed = allowed;
    }

    /** Refuses those that may not be taken, or cannot; the task may run. */
    void require(DescriptorFacts facts, String task) {
        for (String line : facts.all("lock")) {
            if (!allowed) {
                throw Refusal.of(task, facts.what() + " has a lock (" + line + ")", "allow it with --file-locks");
            }
            require(words(line), line, facts, task);
        }
    }

    private static String[] words(String line) {
        return line.trim().split("\\s+", -1);
    }

    /** Takes those of a descriptor. */
    void take(OpenedDescriptor descriptor) {
        require(descriptor.facts(), descriptor.task());
        for (String line : descriptor.facts().all("lock")) {
            String[] words = words(line);
            int access = descriptor.facts().flags() & ACCESS;
            if (!words[1].equals("POSIX") || access != REFUSED_BY.get(words[3])) {
                locks.add(entry(words, descriptor));
            }
        }
    }

    /** A lease that is being broken is refused: its holder would be told of it a second time. */
    private static void require(String[] words, String line, DescriptorFacts facts, String task) {
        boolean known = KINDS.containsKey(words[1]) && IN_FORCE.contains(words[2]) && TYPES.containsKey(words[3]);
        if (!known) {
            throw Refusal.of(
                    task,
                    facts.what() + " has a lock of a kind that cannot be dumped (" + line + ")",
                    "pre-dumps of the tree work");
        }
    }

    /** Number, kind, how strict, type, owner, device and inode, first byte, last byte. */
    private static FileLockEntry entry(String[] words, OpenedDescriptor descriptor) {
        long first = Long.parseLong(words[6]);
        long length = words[7].equals("EOF") ? 0 : Long.parseLong(words[7]) - first + 1;
        return FileLockEntry.newBuilder()
                .setFlag(KINDS.get(words[1]))
                .setType(TYPES.get(words[3]))
                .setPid(StatusLines.read(descriptor.facts().pid())
                        .orElseThrow(() -> Refusal.gone(descriptor.task()))
                        .innermost("NSpid"))
                .setFd(descriptor.facts().number())
                .setStart(first)
                .setLen(length)
                .build();
    }

    List<StateImage> images() {
        return locks.isEmpty()
                ? List.of()
                : List.of(StateImage.of("filelocks.img", ImageType.FILE_LOCKS, new ArrayList<>(locks)));
    }
}
