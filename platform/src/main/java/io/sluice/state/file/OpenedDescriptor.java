package io.sluice.state.file;

import io.sluice.image.message.OwnerEntry;
import io.sluice.kernel.FileControl;
import io.sluice.kernel.FileControl.Owner;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.StatusLines;

/**
 * A descriptor of a task that stands still, with the open file behind it.
 *
 * @param facts what the kernel lists of it
 * @param status of what it stands for
 * @param name of what it stands for: a path, or what the kernel calls it
 * @param file the very open file, as ours too
 * @param task what messages call the task
 */
record OpenedDescriptor(DescriptorFacts facts, FileStatus status, String name, OpenFile file, String task) {

    /** Who gets its signals. */
    OwnerEntry owner() {
        if (facts.holdsOnly()) {
            return NamedFile.NOBODY;
        }
        Owner owner = new FileControl(file).owner();
        int id = owner.id() == 0
                ? 0
                : StatusLines.read(owner.id())
                        .map(lines -> lines.innermost("NSpid"))
                        .orElse(0);
        return OwnerEntry.newBuilder()
                .setUid(owner.user())
                .setEuid(owner.effectiveUser())
                .setSignum(owner.signal())
                .setPidType(owner.type())
                .setPid(id)
                .build();
    }

    /** What messages call it. */
    String what() {
        return facts.what();
    }
}
