package io.sluice.state.file;

import io.sluice.image.message.FileEntry;

/** Files and folders by their names, and the devices of memory (null(4) and others), which CRIU opens again. */
final class NamedFiles implements DescriptorKind {
    private static final int MEMORY_DEVICES = 1;
    private static final int MINOR_BITS = 8;
    private final Ghosts ghosts;

    NamedFiles(Ghosts ghosts) {
        this.ghosts = ghosts;
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        boolean memory = status.isDevice() && status.special() >> MINOR_BITS == MEMORY_DEVICES;
        return name.startsWith("/")
                && !name.startsWith(MemoryFiles.NAME)
                && (status.isRegular() || status.isFolder() || memory);
    }

    @Override
    public FileKind kind() {
        return FileKind.REGULAR;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        NamedFile file = ghosts.named(facts.place(), descriptor.task(), descriptor.what());
        return file.entry(id, facts.flags(), facts.position(), descriptor.owner());
    }
}
