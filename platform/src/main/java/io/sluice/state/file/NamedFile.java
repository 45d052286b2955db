package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.OwnerEntry;
import io.sluice.image.message.RegFileEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Refusal;

/**
 * A file that has a name: CRIU opens it again by that name. Folders and the devices of memory are such files too.
 *
 * @param name its path
 */
record NamedFile(String name, FileStatus status) {
    private static final String DELETED = " (deleted)";
    private static final OwnerEntry NOBODY = OwnerEntry.newBuilder()
            .setUid(0)
            .setEuid(0)
            .setSignum(0)
            .setPidType(0)
            .setPid(0)
            .build();

    /**
     * What a link of /proc leads to.
     *
     * @param task what messages call the task
     * @param what what messages call the file, for example {@code descriptor 5}
     */
    static NamedFile at(String place, String task, String what) {
        try {
            String name = PinnedFile.link(place);
            FileStatus status = FileStatus.of(place).orElseThrow(() -> Refusal.gone(task));
            if (name.endsWith(DELETED)) {
                throw Refusal.of(
                        task,
                        what + " is a file that was deleted, " + name,
                        "such files cannot be dumped yet; pre-dumps of it work");
            }
            return new NamedFile(name, status);
        } catch (KernelException gone) {
            throw Refusal.gone(task);
        }
    }

    /** Its message, as it is mapped, or somebody's folder. */
    FileEntry entry(int id, int flags) {
        return entry(id, flags, 0, NOBODY);
    }

    /** Its message as an open file. */
    FileEntry entry(int id, int flags, long position, OwnerEntry owner) {
        RegFileEntry.Builder regular = RegFileEntry.newBuilder()
                .setId(id)
                .setFlags(flags)
                .setPos(position)
                .setFown(owner)
                .setName(name)
                .setMode(status.mode());
        if (status.isRegular()) {
            regular.setSize(status.size());
        }
        return FileEntry.newBuilder()
                .setType(FileKind.REGULAR.number())
                .setId(id)
                .setReg(regular)
                .build();
    }
}
