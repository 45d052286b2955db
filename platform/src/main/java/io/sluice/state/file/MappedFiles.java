package io.sluice.state.file;

import io.sluice.proc.Mapping;
import java.util.List;

/** The files that an address space maps. */
public final class MappedFiles {
    private final FileTable table;
    private final int pid;
    private final String task;

    /** @param task what messages call it */
    public MappedFiles(FileTable table, int pid, String task) {
        this.table = table;
        this.pid = pid;
        this.task = task;
    }

    /** The number of a mapped file, opened with these flags. */
    public int mapped(Mapping mapping, int flags) {
        NamedFile file = NamedFile.at(
                "/proc/" + pid + "/map_files/" + mapping.range(), task, "the mapping " + mapping.describe());
        return number(file, flags);
    }

    /** The number of the program. */
    public int program() {
        return number(NamedFile.at("/proc/" + pid + "/exe", task, "the program"), 0);
    }

    private int number(NamedFile file, int flags) {
        List<Object> key = List.of(file.status().device(), file.status().inode(), file.name(), flags);
        return table.once(key, id -> file.entry(id, flags));
    }
}
