package io.sluice.image.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.Control;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.image.Papers;
import io.sluice.image.ParentSet;
import io.sluice.image.Sets;
import io.sluice.image.sign.Signers;
import io.sluice.image.sign.Signing;
import io.sluice.image.sign.SigningKey;
import io.sluice.image.verify.Verifier;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes chains of random pages, and knows what a restore of the newest set must give: each page by its number. */
final class Chains {
    private static final PagesKey SHARED = new PagesKey.Shared(9);
    private static final List<PagesKey> KEYS = List.of(Sets.TASK, SHARED);

    private final ImageSink sink;
    private final String folder;
    private final Random random;
    private final int most;
    private final Optional<SigningKey> key;
    private int made;
    private SortedMap<Integer, Byte> task = new TreeMap<>();
    private SortedMap<Integer, Byte> shared = new TreeMap<>();

    /** @param most how many pages each of two pagemaps may have */
    Chains(ImageSink sink, String folder, long seed, int most, Optional<SigningKey> key) {
        this.sink = sink;
        this.folder = folder;
        this.random = new Random(seed);
        this.most = most;
        this.key = key;
    }

    /** The same pages, seen through another sink. */
    Chains through(ImageSink other) {
        Chains same = new Chains(other, folder, 0, most, key);
        same.task = task;
        same.shared = shared;
        return same;
    }

    static Workplace place(ImageSink sink) {
        return new Workplace(sink, Signing.NONE, "test", Control.unlimited());
    }

    static Workplace place(ImageSink sink, Optional<SigningKey> key, Signers demanded) {
        return new Workplace(sink, new Signing(key, demanded), "test", Control.unlimited());
    }

    String name(int number) {
        return folder + "/" + number;
    }

    /** Makes one more set; answers its name. */
    String next() throws IOException {
        set(++made);
        return name(made);
    }

    /** Makes so many sets; answers the name of the newest. */
    String make(int sets) throws IOException {
        for (int number = 1; number <= sets; number++) {
            next();
        }
        return name(sets);
    }

    private void set(int number) throws IOException {
        Optional<ParentSet> parent = number == 1
                ? Optional.empty()
                : Optional.of(new ParentSet("../" + (number - 1), ImageSet.open(sink, name(number - 1))));
        Papers papers = Papers.signedBy(key);
        try (NewSet set = NewSet.begin(sink, name(number), parent, Instant.EPOCH, Sets.PAGE, papers)) {
            task = pages(set, Sets.TASK, task);
            shared = pages(set, SHARED, shared);
            set.commit(Sets.facts());
        } finally {
            parent.ifPresent(opened -> opened.set().close());
        }
    }

    /** Some pages go, some come, some change, and the others are the parent's. */
    private SortedMap<Integer, Byte> pages(NewSet set, PagesKey key, SortedMap<Integer, Byte> before)
            throws IOException {
        SortedMap<Integer, Byte> after = new TreeMap<>();
        try (PageImages images = set.pages(key)) {
            for (int page = 0; page < most; page++) {
                boolean same = before.containsKey(page) && random.nextInt(4) > 0;
                if (same) {
                    after.put(page, before.get(page));
                    images.list(List.of(new PageRun(Sets.pages(page, 1), PageState.PARENT)));
                } else if (random.nextInt(3) > 0) {
                    byte value = (byte) random.nextInt();
                    after.put(page, value);
                    images.append(Sets.pages(page, 1), filled(value));
                }
            }
        }
        return after;
    }

    private static ByteBuffer filled(byte value) {
        byte[] bytes = new byte[Sets.PAGE];
        java.util.Arrays.fill(bytes, value);
        return ByteBuffer.wrap(bytes);
    }

    /** The chain verifies, and its newest set gives every page that was put there, and no other. */
    void assertWhole(String newest, String when) throws IOException {
        assertThat(Verifier.verify(sink, newest, Control.unlimited()).problems())
                .as(when)
                .isEmpty();
        try (ImageSet set = ImageSet.open(sink, newest)) {
            assertThat(set.pageSets()).as(when).isEqualTo(KEYS);
            assertThat(restored(set, Sets.TASK)).as(when).isEqualTo(task);
            assertThat(restored(set, SHARED)).as(when).isEqualTo(shared);
        }
    }

    private static SortedMap<Integer, Byte> restored(ImageSet set, PagesKey key) throws IOException {
        SortedMap<Integer, Byte> pages = new TreeMap<>();
        try (PagemapCursor cursor = set.pagemap(key).orElseThrow()) {
            for (Optional<PageRun> run = cursor.next(); run.isPresent(); run = cursor.next()) {
                PageRange range = run.get().range();
                for (long at = range.start(); at < range.end(); at += Sets.PAGE) {
                    int page = (int) ((at - Sets.pages(0, 1).start()) / Sets.PAGE);
                    pages.put(page, find(set, key, at));
                }
            }
        }
        return pages;
    }

    /** Written to be simple: looks for one page, from the newest set on. */
    private static byte find(ImageSet newest, PagesKey key, long address) {
        for (ImageSet set = newest; ; set = set.parent().orElseThrow()) {
            try (PagemapCursor cursor = set.pagemap(key).orElseThrow()) {
                long offset = 0;
                PageRun run = cursor.next().orElseThrow();
                while (!run.range().contains(address)) {
                    offset += run.state() == PageState.PRESENT ? run.range().bytes() : 0;
                    run = cursor.next().orElseThrow();
                }
                if (run.state() == PageState.PRESENT) {
                    ByteBuffer bytes = ByteBuffer.allocate(Sets.PAGE);
                    set.read(cursor.pagesImage(), offset + address - run.range().start(), bytes);
                    bytes.flip();
                    assertThat(bytes).isEqualTo(filled(bytes.get(0)));
                    return bytes.get(0);
                }
            }
        }
    }
}
