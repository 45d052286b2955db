package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.OwnerEntry;
import io.sluice.image.message.RegFileEntry;
import io.sluice.kernel.FileStatus;
import java.util.function.IntConsumer;

/**
 * A file that has a name, or had one: CRIU opens it again by that name.
 *
 * @param name its path
 * @param numbered told each number that it gets
 * @param external whether CRIU does not open it, and gets it from who restores
 */
record NamedFile(String name, FileStatus status, IntConsumer numbered, boolean external) {
    static final OwnerEntry NOBODY = OwnerEntry.newBuilder()
            .setUid(0)
            .setEuid(0)
            .setSignum(0)
            .setPidType(0)
            .setPid(0)
            .build();

    NamedFile(String name, FileStatus status, IntConsumer numbered) {
        this(name, status, numbered, false);
    }

    /** One that who restores has open, and gives by that name. */
    static NamedFile external(String name, FileStatus status) {
        return new NamedFile(name, status, id -> {}, true);
    }

    /** Its message, as it is mapped, or somebody's folder. */
    FileEntry entry(int id, int flags) {
        return entry(id, flags, 0, NOBODY);
    }

    /** Its message as an open file. */
    FileEntry entry(int id, int flags, long position, OwnerEntry owner) {
        numbered.accept(id);
        RegFileEntry.Builder regular = RegFileEntry.newBuilder()
                .setId(id)
                .setFlags(flags)
                .setPos(position)
                .setFown(owner)
                .setName(name)
                .setMode(status.mode());
        if (external) {
            regular.setExt(true);
        } else if (status.isRegular()) {
            regular.setSize(status.size());
        }
        return FileEntry.newBuilder()
                .setType(FileKind.REGULAR.number())
                .setId(id)
                .setReg(regular)
                .build();
    }
}
