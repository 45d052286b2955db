package io.sluice.state.file;

import io.sluice.image.message.FsEntry;
import io.sluice.proc.StatusLines;
import io.sluice.state.StoppedTask;

/** The working directory of a task, its root, and its umask. */
final class Folders {
    private static final int OCTAL = 8;
    private final FileTable table;
    private final Ghosts ghosts;

    Folders(FileTable table, Ghosts ghosts) {
        this.table = table;
        this.ghosts = ghosts;
    }

    /** Takes them; the folders become files of the table. */
    FsEntry take(StoppedTask task) {
        StatusLines status = task.status(task.pid());
        NamedFile root = ghosts.named("/proc/" + task.pid() + "/root", task.name(), "the root");
        NamedFile working = ghosts.named("/proc/" + task.pid() + "/cwd", task.name(), "the working directory");
        return FsEntry.newBuilder()
                .setCwdId(table.add(id -> working.entry(id, 0)))
                .setRootId(table.add(id -> root.entry(id, 0)))
                .setUmask(Integer.parseInt(status.text("Umask"), OCTAL))
                .build();
    }
}
