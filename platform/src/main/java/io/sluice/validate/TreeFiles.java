package io.sluice.validate;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKinds;
import io.sluice.proc.MapsParser;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that tasks map or have open, each once; the tasks run meanwhile, and may end. For one thread. */
final class TreeFiles {
    /** What the kernel calls things that are no files of any folder; " (deleted)" stands behind them. */
    private static final Set<String> MADE_UP =
            Set.of("/[aio] (deleted)", "/anon_hugepage (deleted)", "/dev/zero (deleted)");

    private static final String MEMORY_FILE = "/memfd:";
    private static final String SEGMENT = "/SYSV";
    private static final String LINE_BREAK = "\\012";

    /** So many are looked at, at the most: memory must not grow with the target. */
    private static final int MOST = 16_384;

    private final Map<List<String>, FoundFile> found = new LinkedHashMap<>();
    private boolean more;

    /** Adds those of one task; of one that has ended, none. */
    void add(int pid) {
        try {
            String mounts = PinnedFile.link("/proc/" + pid + "/ns/mnt");
            MapsParser.ofTask(pid).forEach(mapping -> addMapped(pid, mounts, mapping));
            String[] numbers = new File("/proc/" + pid + "/fd").list();
            for (String number : numbers == null ? new String[0] : numbers) {
                addOpen(mounts, "/proc/" + pid + "/fd/" + number);
            }
        } catch (KernelException ended) {
            // What the task still has is told by whoever drains it.
            return;
        }
    }

    /** Whether there were more than are looked at. */
    boolean more() {
        return more;
    }

    List<FoundFile> all() {
        return List.copyOf(found.values());
    }

    private void addMapped(int pid, String mounts, Mapping mapping) {
        if (mapping.inode() == 0 || !mapping.path().startsWith("/") || MappingKinds.isSharedMemory(mapping)) {
            return;
        }
        String place = "/proc/" + pid + "/map_files/" + mapping.range();
        String name = mapping.path().contains(LINE_BREAK) ? nameOf(place, mapping.path()) : mapping.path();
        FoundFile file = new FoundFile(name, place, mapping.shared() && mapping.writable());
        // Of those that were deleted several may have had one name.
        add(
                file.seemsDeleted()
                        ? List.of(name, mapping.device(), Long.toString(mapping.inode()))
                        : List.of(mounts, name),
                file);
    }

    /** Where maps writes a line break so, the link has the name itself. */
    private static String nameOf(String place, String otherwise) {
        try {
            return PinnedFile.link(place);
        } catch (KernelException unmapped) {
            return otherwise;
        }
    }

    private void addOpen(String mounts, String place) {
        try {
            String name = PinnedFile.link(place);
            if (name.startsWith("/") && !name.startsWith(MEMORY_FILE)) {
                FoundFile file = new FoundFile(name, place, false);
                add(file.seemsDeleted() ? List.of(place) : List.of(mounts, name), file);
            }
        } catch (KernelException closed) {
            // It was closed since the folder was read.
            return;
        }
    }

    private void add(List<String> key, FoundFile file) {
        if (MADE_UP.contains(file.name()) || (file.name().startsWith(SEGMENT) && file.seemsDeleted())) {
            return;
        }
        if (found.size() == MOST && !found.containsKey(key)) {
            more = true;
            return;
        }
        found.merge(
                key, file, (one, other) -> new FoundFile(one.name(), one.place(), one.written() || other.written()));
    }
}
