package io.sluice.state.file;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.FifoEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.state.StateImage;
import java.util.List;

/** Pipes that have a name (fifo(7)). */
final class Fifos implements DescriptorKind {
    private final FileTable table;
    private final Ghosts ghosts;
    private final Pipes pipes = new Pipes("fifo-data.img", ImageType.FIFO_DATA);

    Fifos(FileTable table, Ghosts ghosts) {
        this.table = table;
        this.ghosts = ghosts;
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        return status.isFifo() && name.startsWith("/");
    }

    @Override
    public void look(DescriptorFacts facts, String task) {
        ghosts.look(facts.place(), task, facts.what());
    }

    @Override
    public FileKind kind() {
        return FileKind.FIFO;
    }

    /** The name is a file of its own in the table, beside the open one. */
    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        pipes.look(descriptor);
        NamedFile file = ghosts.named(descriptor.facts().place(), descriptor.task(), descriptor.what());
        int name = table.add(number -> file.entry(number, descriptor.facts().flags(), 0, descriptor.owner()));
        FifoEntry fifo = FifoEntry.newBuilder()
                .setId(id)
                .setPipeId((int) descriptor.status().inode())
                .setRegfId(name)
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setFifo(fifo)
                .build();
    }

    @Override
    public List<StateImage> images() {
        return pipes.images();
    }
}
