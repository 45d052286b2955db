package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.proc.MappingKinds;
import java.util.Set;

/**
 * Files, folders and symbolic links by their names, and the devices of memory (null(4) and others), which CRIU opens again; also
 * what is open without being used (O_PATH, open(2)).
 */
final class NamedFiles implements DescriptorKind {
    private static final Set<String> MADE_UP =
            Set.of(MemoryFiles.NAME, "/anon_hugepage", "/[aio]", "/secretmem", "/SYSV", "/dmabuf:");

    private static final int MEMORY_DEVICES = 1;
    private static final int KERNEL_LOG = 11;
    private static final int MINOR_BITS = 8;
    private static final int ACCESS = 3;
    private static final int WRITE_ONLY = 1;
    private final Ghosts ghosts;

    NamedFiles(Ghosts ghosts) {
        this.ghosts = ghosts;
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        boolean memory = status.isDevice() && status.special() >> MINOR_BITS == MEMORY_DEVICES;
        return name.startsWith("/")
                && !isMadeUp(status, name)
                && (status.isRegular() || status.isFolder() || status.isLink() || memory);
    }

    /** Files of the kernel's own, which no folder has ever had. */
    private static boolean isMadeUp(FileStatus status, String name) {
        return MappingKinds.isSharedMemory(status.device())
                || (name.endsWith(" (deleted)") && MADE_UP.stream().anyMatch(name::startsWith));
    }

    @Override
    public void look(DescriptorFacts facts, String task) {
        ghosts.look(facts.place(), task, facts.what());
    }

    @Override
    public FileKind kind() {
        return FileKind.REGULAR;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        NamedFile file = ghosts.named(facts.place(), descriptor.task(), descriptor.what());
        return file.entry(id, facts.flags(), position(descriptor), descriptor.owner());
    }

    /** A restore cannot move to a place in the kernel's log by a descriptor that only writes: -1 has it leave that out. */
    private static long position(OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        boolean log = descriptor.status().isDevice()
                && descriptor.status().special() == (MEMORY_DEVICES << MINOR_BITS | KERNEL_LOG)
                && (facts.flags() & ACCESS) == WRITE_ONLY;
        return log ? -1 : facts.position();
    }
}
