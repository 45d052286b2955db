package io.sluice.state.file;

import io.sluice.image.message.FsEntry;
import io.sluice.proc.StatusLines;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;

/** The working directory of a task, its root, and its umask. */
public final class Folders {
    private Folders() {}

    /** Takes them; the folders become files of the table. */
    public static FsEntry of(StoppedTask task, FileTable table) {
        StatusLines status = task.status(task.pid());
        NamedFile root = NamedFile.at("/proc/" + task.pid() + "/root", task.name(), "the root");
        if (!root.name().equals("/")) {
            throw Refusal.of(task.name(), "its root is " + root.name(), "only trees with the root / can be dumped yet");
        }
        NamedFile working = NamedFile.at("/proc/" + task.pid() + "/cwd", task.name(), "the working directory");
        return FsEntry.newBuilder()
                .setCwdId(table.add(id -> working.entry(id, 0)))
                .setRootId(table.add(id -> root.entry(id, 0)))
                .setUmask(Integer.parseInt(status.text("Umask"), 8))
                .build();
    }
}
