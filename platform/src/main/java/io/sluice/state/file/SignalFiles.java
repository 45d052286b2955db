package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.SignalFileEntry;
import io.sluice.kernel.FileStatus;
import java.util.Set;

/** signalfd(2). */
final class SignalFiles implements DescriptorKind {
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[signalfd]");
    }

    @Override
    public Set<String> keys() {
        return Set.of("sigmask");
    }

    @Override
    public FileKind kind() {
        return FileKind.SIGNAL_FILE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        SignalFileEntry signals = SignalFileEntry.newBuilder()
                .setId(id)
                .setFlags(descriptor.facts().flags())
                .setFown(descriptor.owner())
                .setSigmask(Long.parseUnsignedLong(descriptor.facts().text("sigmask"), HEXADECIMAL))
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setSgfd(signals)
                .build();
    }
}
