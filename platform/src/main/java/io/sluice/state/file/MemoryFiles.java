package io.sluice.state.file;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.MemoryFileEntry;
import io.sluice.image.message.MemoryInodeEntry;
import io.sluice.kernel.FileControl;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.HugePages;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.MappingKinds;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of memory (memfd_create(2)), open or mapped; their pages are taken as those of shared segments. */
public final class MemoryFiles implements DescriptorKind {
    static final String NAME = "/memfd:";
    private static final String DELETED = " (deleted)";
    private static final int O_RDWR = 2;
    /** Numbers of pages in huge ones begin here, downwards: their inodes are of other file systems. */
    private static final long LAST_NUMBER = 0xffff_ffffL;

    private final Map<List<Long>, MemoryInodeEntry> inodes = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final OpenedMemory opened;

    MemoryFiles(OpenedMemory opened) {
        this.opened = opened;
    }

    /**
     * A file of memory, which has pages.
     *
     * @param number by which its pages are named
     * @param name what messages call it
     * @param place where it can be opened as long as the tree stands still
     */
    public record Segment(long number, String name, String place) {}

    /** Whether anonymous shared memory is open somewhere, by way of /proc/PID/map_files, and so is a file of memory. */
    boolean isOpen(long inode) {
        return opened.contains(inode);
    }

    /** All that were taken. */
    List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** The message of one that is mapped. */
    FileEntry mapped(int id, String place, FileStatus status, String name, String task) {
        try (OpenFile file = OpenFile.read(place)) {
            MemoryFileEntry entry = MemoryFileEntry.newBuilder()
                    .setId(id)
                    .setFlags(O_RDWR)
                    .setPos(0)
                    .setFown(NamedFile.NOBODY)
                    .setInodeId(inode(place, status, name, file))
                    .build();
            return FileEntry.newBuilder()
                    .setType(kind().number())
                    .setId(id)
                    .setMemfd(entry)
                    .build();
        } catch (KernelException gone) {
            throw Refusal.gone(task);
        }
    }

    @Override
    public boolean knows(FileStatus status, String name) {
        return status.isRegular()
                && MappingKinds.isSharedMemory(status.device())
                && (name.startsWith(NAME)
                        || name.equals(OpenedMemory.NAME)
                        || name.equals(MappingKinds.ANONYMOUS_HUGE));
    }

    @Override
    public FileKind kind() {
        return FileKind.MEMORY_FILE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        if (descriptor.name().equals(OpenedMemory.NAME)
                && !isOpen(descriptor.status().inode())) {
            throw Refusal.of(descriptor.task(), descriptor.what() + " was opened just now", "dump it again");
        }
        DescriptorFacts facts = descriptor.facts();
        MemoryFileEntry file = MemoryFileEntry.newBuilder()
                .setId(id)
                .setFlags(facts.flags())
                .setPos(facts.position())
                .setFown(descriptor.owner())
                .setInodeId(inode(facts.place(), descriptor.status(), descriptor.name(), descriptor.file()))
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setMemfd(file)
                .build();
    }

    private int inode(String place, FileStatus status, String name, OpenFile file) {
        List<Long> key = List.of(status.device(), status.inode());
        MemoryInodeEntry known = inodes.get(key);
        if (known == null) {
            known = entry(status, name, file);
            inodes.put(key, known);
            segments.add(new Segment(Integer.toUnsignedLong(known.getShmid()), name, place));
        }
        return (int) known.getInodeId();
    }

    private MemoryInodeEntry entry(FileStatus status, String name, OpenFile file) {
        Optional<Long> hugePage = MappingKinds.hugePage(status.device());
        long number = hugePage.isPresent() ? LAST_NUMBER - inodes.size() : status.inode();
        MemoryInodeEntry.Builder entry = MemoryInodeEntry.newBuilder()
                .setName(name.substring(name.startsWith(NAME) ? NAME.length() : 0, name.length() - DELETED.length()))
                .setUid(status.user())
                .setGid(status.group())
                .setSize(status.size())
                .setShmid((int) number)
                .setSeals(new FileControl(file).seals())
                .setInodeId(inodes.size() + 1L)
                .setMode(status.mode());
        hugePage.map(HugePages::fileFlags).ifPresent(entry::setHugetlbFlag);
        return entry.build();
    }

    @Override
    public List<StateImage> images() {
        return inodes.isEmpty()
                ? List.of()
                : List.of(StateImage.of("memfd.img", ImageType.MEMORY_INODES, List.copyOf(inodes.values())));
    }
}
