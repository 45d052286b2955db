package io.sluice.state.file;

import io.sluice.image.message.EventCounterEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.kernel.FileStatus;
import java.util.Optional;
import java.util.Set;

/** eventfd(2). */
final class EventCounters implements DescriptorKind {
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[eventfd]");
    }

    @Override
    public Set<String> keys() {
        return Set.of("eventfd-count", "eventfd-id", "eventfd-semaphore");
    }

    @Override
    public Optional<String> objection(DescriptorFacts facts) {
        return facts.text("eventfd-semaphore").equals("0")
                ? Optional.empty()
                : Optional.of("is a semaphore (eventfd with EFD_SEMAPHORE), which CRIU would restore as a counter");
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
