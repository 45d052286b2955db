package io.sluice.testkit.image;

import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.proc.TaskFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a chain of sets with the memory of a stopped process tree, page by page: what a restore would give is what the
 * memory holds now. Absent pages are zeros in anonymous memory and the file's bytes in a private file mapping.
 */
public final class Truth {
    private static final int MOST = 20;
    private final TaskFiles root;
    private final List<Difference> differences = new ArrayList<>();
    private long compared;
    private long listed;

    private Truth(TaskFiles root) {
        this.root = root;
    }

    /**
     * One thing that is not as it must be.
     *
     * @param address the page's, or 0
     * @param what in one line
     */
    public record Difference(long address, String what) {}

    /**
     * What a comparison found.
     *
     * @param pages how many pages were compared
     * @param listed how many of them the pagemaps list
     * @param differences what is not as it must be, the first twenty
     */
    public record Findings(long pages, long listed, List<Difference> differences) {}

    /** Compares the whole tree below a stopped root with the set in {@code folder} and its parents. */
    public static Findings compare(TaskFiles root, Path folder) {
        Truth truth = new Truth(root);
        try (ImageChain chain = new ImageChain(folder)) {
            chain.complaints().forEach(complaint -> truth.differ(0, complaint));
            for (TaskFiles task : root.tree()) {
                truth.compareTask(task, chain);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Findings(truth.compared, truth.listed, truth.differences);
    }

    /** The name of a task's pagemap: by its id in the pid namespace of the tree's root. */
    public static String pagemapName(TaskFiles root, TaskFiles task) {
        int depth = root.namespaceIds().size() - 1;
        return "pagemap-" + task.namespaceIds().get(depth) + ".img";
    }

    /** The name of the pagemap that has a mapping's pages. */
    static String pagemapName(TaskFiles root, TaskFiles task, Mapping mapping) {
        return mapping.sharedSegment() ? "pagemap-shmem-" + mapping.inode() + ".img" : pagemapName(root, task);
    }

    private void compareTask(TaskFiles task, ImageChain chain) throws IOException {
        if (chain.pagemap(pagemapName(root, task)).isEmpty()) {
            differ(0, "there is no " + pagemapName(root, task));
            return;
        }
        try (LiveMemory memory = new LiveMemory(task)) { // only populated pages are asked for: asking would populate
            for (Mapping mapping : task.mappings()) {
                boolean fileShared = mapping.shared() && !mapping.sharedSegment();
                if (!fileShared && !mapping.kernelMade()) {
                    compareMapping(task, mapping, memory, chain);
                }
            }
        }
        findStrays(task, chain);
    }

    private void compareMapping(TaskFiles task, Mapping mapping, LiveMemory memory, ImageChain chain)
            throws IOException {
        String name = pagemapName(root, task, mapping);
        long base = mapping.sharedSegment() ? mapping.start() - mapping.offset() : 0;
        try (Background background = Background.of(task, mapping)) {
            for (long at = mapping.start(); at < mapping.end(); at += Pagemap.PAGE) {
                Optional<ByteBuffer> image = chain.page(name, at - base);
                if (image.isEmpty() && !mapping.shared() && !memory.populated(at)) {
                    continue; // the kernel has nothing of its own there
                }
                Optional<ByteBuffer> live = memory.page(at, mapping.end());
                listed += image.isPresent() ? 1 : 0;
                if (live.isPresent()) {
                    compared++;
                    ByteBuffer restored = image.isPresent() ? image.get() : background.page(at - mapping.start());
                    if (!live.get().equals(restored) && !ProcessorNotes.areAllThatDiffers(live.get(), restored)) {
                        differ(
                                at,
                                mapping + (image.isPresent() ? ": " : ": absent, ") + firstOther(live.get(), restored));
                    }
                } else if (image.isPresent() && !mapping.shared()) {
                    differ(at, mapping + ": invented, nobody can read it");
                }
            }
        }
    }

    private static String firstOther(ByteBuffer live, ByteBuffer restored) {
        int words = 0;
        String first = "";
        for (int at = Pagemap.PAGE - Long.BYTES; at >= 0; at -= Long.BYTES) {
            if (live.getLong(at) != restored.getLong(at)) {
                words++;
                first = "at 0x%x %016x, restored %016x".formatted(at, live.getLong(at), restored.getLong(at));
            }
        }
        return words + " other words of eight bytes, the first " + first;
    }

    /** A page outside every mapping fails a restore. */
    private void findStrays(TaskFiles task, ImageChain chain) {
        List<Mapping> mappings = task.mappings();
        for (Map.Entry<Long, Pagemap.Run> entry :
                chain.pagemap(pagemapName(root, task)).orElseThrow().runs().entrySet()) {
            for (long at = entry.getKey(); at < entry.getValue().end(); at += Pagemap.PAGE) {
                long page = at;
                if (mappings.stream().noneMatch(mapping -> !mapping.shared() && mapping.contains(page))) {
                    differ(at, "in no private mapping of " + task.pid());
                }
            }
        }
    }

    private void differ(long address, String what) {
        if (differences.size() < MOST) {
            differences.add(new Difference(address, Long.toHexString(address) + ": " + what));
        }
    }

    /** What a page holds that no image has. */
    private record Background(Optional<FileChannel> file, long offset) implements AutoCloseable {

        static Background of(TaskFiles task, Mapping mapping) throws IOException {
            if (mapping.inode() == 0 || mapping.sharedSegment()) {
                return new Background(Optional.empty(), 0);
            }
            Path opened = task.folder()
                    .resolve("map_files")
                    .resolve(Long.toHexString(mapping.start()) + "-" + Long.toHexString(mapping.end()));
            return new Background(Optional.of(FileChannel.open(opened)), mapping.offset());
        }

        ByteBuffer page(long within) throws IOException {
            ByteBuffer page = ByteBuffer.allocate(Pagemap.PAGE);
            if (file.isPresent()) {
                while (page.hasRemaining() && file.get().read(page, offset + within + page.position()) > 0) {}
            }
            return page.clear();
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
