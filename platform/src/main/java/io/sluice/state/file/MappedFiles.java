package io.sluice.state.file;

import io.sluice.kernel.FileStatus;
import io.sluice.proc.Mapping;
import io.sluice.state.Refusal;
import java.util.List;

/** The files that an address space maps. */
public final class MappedFiles {
    private final Descriptors files;
    private final int pid;
    private final String task;

    MappedFiles(Descriptors files, int pid, String task) {
        this.files = files;
        this.pid = pid;
        this.task = task;
    }

    /** The number of a mapped file, opened with these flags. */
    public int mapped(Mapping mapping, int flags) {
        return number(place(mapping), "the mapping " + mapping.describe(), flags);
    }

    /** Whether somebody of the tree has the anonymous shared memory that is mapped open as a file, too. */
    public boolean isOpen(Mapping mapping) {
        return files.memory().isOpen(mapping.inode());
    }

    /** The number of a mapped file of memory. */
    public int memory(Mapping mapping) {
        String place = place(mapping);
        FileStatus status = FileStatus.find(place).orElseThrow(() -> Refusal.gone(task));
        return files.table().once(List.of(status.device(), status.inode()), id -> files.memory()
                .mapped(id, place, status, mapping.path(), task));
    }

    /** The number of the program. */
    public int program() {
        return number("/proc/" + pid + "/exe", "the program", 0);
    }

    private String place(Mapping mapping) {
        return "/proc/" + pid + "/map_files/" + mapping.range();
    }

    private int number(String place, String what, int flags) {
        NamedFile file = files.ghosts().named(place, task, what);
        List<Object> key = List.of(file.status().device(), file.status().inode(), file.name(), flags);
        return files.table().once(key, id -> file.entry(id, flags));
    }
}
