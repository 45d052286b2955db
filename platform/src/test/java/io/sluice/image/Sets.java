package io.sluice.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.image.manifest.Component;
import io.sluice.image.manifest.Components;
import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.HostFacts;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.Options;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.image.manifest.Times;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.memory.PageStore;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes small sets. */
public final class Sets {
    /** The size of a page. */
    public static final int PAGE = 4096;
    /** A task that every set has. */
    public static final PagesKey TASK = new PagesKey.Task(7);

    static final long BASE = 0x7f00_0000_0000L;

    private Sets() {}

    /** A sink to folders, with or without writing at offsets. */
    public static ImageSink sink(boolean positioned) {
        return new FolderSink(positioned);
    }

    /** The range of {@code count} pages from page {@code first} on. */
    public static PageRange pages(int first, int count) {
        return new PageRange(BASE + (long) first * PAGE, BASE + (long) (first + count) * PAGE);
    }

    /** Bytes that differ from page to page. */
    static ByteBuffer bytes(int pages, long seed) {
        byte[] bytes = new byte[pages * PAGE];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** What every set tells. */
    public static SetFacts facts() {
        return facts(List.of(new FileEntry(
                "/usr/lib/a \"b\"\n.so",
                false,
                10,
                0100644,
                5,
                "fail",
                Optional.of(CookieEntry.of("size", 1, new byte[] {1, 2})),
                Optional.empty())));
    }

    /** The same, of a tree with these files. */
    public static SetFacts facts(List<FileEntry> files) {
        return new SetFacts(
                "0.1.0",
                new HostFacts("6.18.0", "x86_64", PAGE),
                new Options("read", "auto", "directory"),
                new Components(new Component("read", "1"), new Component("hash", "1"), new Component("directory", "1")),
                Optional.of("epoch-1"),
                List.of(new TaskEntry(7, 1234, "java \"x\"\n", 99, "dev:ino", TASK.image())),
                List.of(),
                new Times(1, 2, 3, 4),
                10,
                0,
                List.of(),
                files,
                new SetKind.PreDump(PreDumpMode.READ),
                Uptime.now());
    }

    /** Lists pages as written, with their bytes. */
    public static PageStore.Placement present(PageImages images, List<PageRange> ranges, ByteBuffer bytes)
            throws IOException {
        return images.place(
                ranges.stream()
                        .map(range -> new PageRun(range, PageState.PRESENT))
                        .toList(),
                bytes);
    }

    /** Lists pages as the parent's. */
    public static void parent(PageImages images, PageRange range) throws IOException {
        images.place(List.of(new PageRun(range, PageState.PARENT)), ByteBuffer.allocate(0))
                .write();
    }

    /** A first set: pages 0, 1 and 4 present, and a little state. */
    public static Manifest first(ImageSink sink, Path folder) throws IOException {
        try (NewSet set = NewSet.begin(sink, folder.toString(), Optional.empty(), Instant.EPOCH, PAGE)) {
            try (PageImages images = set.pages(TASK)) {
                present(images, List.of(pages(0, 2), pages(4, 1)), bytes(3, 1)).write();
            }
            state(set);
            return set.commit(facts());
        }
    }

    /** A set that adds to another: page 0 is the parent's, 1 and 2 are present, 4 is the parent's. */
    public static Manifest next(ImageSink sink, Path folder, Path parent, String reference) throws IOException {
        try (ImageSet opened = ImageSet.open(sink, parent.toString());
                NewSet set = NewSet.begin(
                        sink, folder.toString(), Optional.of(new ParentSet(reference, opened)), Instant.EPOCH, PAGE)) {
            try (PageImages images = set.pages(TASK)) {
                parent(images, pages(0, 1));
                present(images, List.of(pages(1, 2)), bytes(2, 2)).write();
                parent(images, pages(4, 1));
            }
            state(set);
            return set.commit(facts());
        }
    }

    private static void state(NewSet set) throws IOException {
        try (OutputStream state = set.state("hash-7.state")) {
            state.write("state".getBytes(UTF_8));
        }
    }
}
