package io.sluice.sink.encrypt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sink.block.BlockSink;
import io.sluice.sink.directory.DirectorySinkFactory;
import io.sluice.sink.zstd.ZstdSinkFactory;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.PlainHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single pages of an image that is compressed and then encrypted, in any order. */
class RandomPagesTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 4096;
    private static final int READS = 500;
    private static final String IMAGE = "inventory.img";

    @TempDir
    private Path folder;

    private static ByteBuffer page(int number) {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        Random random = new Random(number);
        for (int at = 0; at < PAGE / 2; at += Integer.BYTES) {
            page.putInt(at, random.nextInt());
        }
        return page;
    }

    @Test
    void eachCostsItsOwnBlocksAlone() throws IOException {
        AtomicLong stored = new AtomicLong();
        ImageSink directory = new CountedSink(
                new DirectorySinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.empty()), stored);
        try (ImageSink encrypt = new BlockSink(directory, new EncryptForm(Keys.of(1), Aes.ofLibrary()), 2);
                ImageSink zstd =
                        new ZstdSinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.of(encrypt))) {
            String set = folder.resolve("set").toString();
            write(zstd, set);
            long length = folder.resolve("set").resolve(IMAGE).toFile().length();
            assertThat(length).isLessThan(PAGES * PAGE * 6L / 10);
            long begun = System.nanoTime();
            try (SetReader reader = zstd.open(set).orElseThrow()) {
                read(reader);
            }
            tell(stored.get() / READS, (System.nanoTime() - begun) / READS / 1000);
            // A block of 128 KiB is at most so long below, and begins somewhere in a block of 64 KiB.
            assertThat(stored.get()).isLessThan(READS * 4L * (64 << 10));
        }
    }

    /** The figures that docs/benchmark.md has. */
    private static void tell(long bytes, long microseconds) {
        System.getLogger("pages")
                .log(
                        System.Logger.Level.INFO,
                        () -> READS + " single pages: each " + bytes / 1024 + " KiB of stored bytes, " + microseconds
                                + " microseconds");
    }

    private static void read(SetReader reader) throws IOException {
        Random random = new Random(1);
        ByteBuffer one = ByteBuffer.allocate(PAGE);
        for (int i = 0; i < READS; i++) {
            int number = random.nextInt(PAGES);
            reader.read(IMAGE, (long) number * PAGE, one.clear());
            assertThat(one.flip()).as("page " + number).isEqualTo(page(number));
        }
    }

    private static void write(ImageSink sink, String set) throws IOException {
        try (SetWriter writer = sink.begin(set, Optional.empty(), IMAGE)) {
            try (ImageWriter image = writer.create(IMAGE)) {
                for (int number = 0; number < PAGES; number++) {
                    image.write(page(number));
                }
            }
            writer.prepare();
            writer.commit();
        }
    }
}
