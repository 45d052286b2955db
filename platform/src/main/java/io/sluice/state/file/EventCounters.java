package io.sluice.state.file;

import io.sluice.image.message.EventCounterEntry;
import io.sluice.image.message.FileEntry;

/** eventfd(2). */
final class EventCounters implements DescriptorKind {
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[eventfd]");
    }

    @Override
    public FileKind kind() {
        return FileKind.EVENT_COUNTER;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        EventCounterEntry counter = EventCounterEntry.newBuilder()
                .setId(id)
                .setFlags(descriptor.facts().flags())
                .setFown(descriptor.owner())
                .setCounter(Long.parseUnsignedLong(descriptor.facts().text("eventfd-count"), HEXADECIMAL))
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setEfd(counter)
                .build();
    }
}
