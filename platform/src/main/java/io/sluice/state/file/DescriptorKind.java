package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.state.StateImage;
import java.util.List;

/** One kind of what descriptors stand for: it knows its own, and how they are taken. */
interface DescriptorKind {

    /** Whether a descriptor is of this kind. The task may run. */
    boolean knows(FileStatus status, String name);

    /** By which number CRIU knows the kind. */
    FileKind kind();

    /** The message of an open file. */
    FileEntry take(int id, OpenedDescriptor descriptor);

    /** What this kind has beside, once all were taken. */
    default List<StateImage> images() {
        return List.of();
    }
}
