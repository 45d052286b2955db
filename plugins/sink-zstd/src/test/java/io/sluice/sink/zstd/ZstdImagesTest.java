package io.sluice.sink.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sink.block.BlockSink;
import io.sluice.sink.directory.DirectorySinkFactory;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.PlainHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdImagesTest {
    private static final String IMAGE = "inventory.img";
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private final ImageSink directory =
            new DirectorySinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.empty());

    @AutoClose
    private final BlockSink sink = new BlockSink(directory, new ZstdForm(3), 2);

    private byte[] bytes;

    /** Blocks that compress well, one that does not, and a short one. */
    @BeforeEach
    void write() throws IOException {
        bytes = new byte[3 * ZstdForm.BLOCK + 100];
        byte[] noise = new byte[ZstdForm.BLOCK];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, ZstdForm.BLOCK, noise.length);
        write(sink, bytes);
    }

    private void write(ImageSink to, byte[] contents) throws IOException {
        try (SetWriter writer = to.begin(set(), Optional.empty(), IMAGE)) {
            try (ImageWriter image = writer.create(IMAGE)) {
                image.write(ByteBuffer.wrap(contents));
            }
            writer.prepare();
            writer.commit();
        }
    }

    private String set() {
        return folder.resolve("set").toString();
    }

    private Path file() {
        return folder.resolve("set").resolve(IMAGE);
    }

    private byte[] read() throws IOException {
        try (SetReader reader = sink.open(set()).orElseThrow()) {
            ByteBuffer all =
                    ByteBuffer.allocate(Math.toIntExact(reader.length(IMAGE).orElseThrow()));
            reader.read(IMAGE, 0, all);
            return all.array();
        }
    }

    @Test
    void whatDoesNotCompressIsStoredAsItIs() throws IOException {
        assertThat(Files.size(file())).isBetween((long) ZstdForm.BLOCK, ZstdForm.BLOCK + 1000L);
        assertThat(read()).isEqualTo(bytes);
    }

    @Test
    void anyPageIsReadAlone() throws IOException {
        try (SetReader reader = sink.open(set()).orElseThrow()) {
            for (int page = bytes.length / PAGE - 1; page >= 0; page -= 7) {
                ByteBuffer one = ByteBuffer.allocate(PAGE);
                assertThat(reader.read(IMAGE, (long) page * PAGE, one)).isEqualTo(PAGE);
                assertThat(one.array()).isEqualTo(Arrays.copyOfRange(bytes, page * PAGE, (page + 1) * PAGE));
            }
        }
    }

    /** Every byte of the index and of the short blocks; of the long one some. */
    @Test
    void aChangedByteIsFoundWhereverItIs() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        for (int at = 0; at < stored.length; at += at > 300 && at < stored.length - 300 ? 4999 : 1) {
            stored[at] ^= 1;
            Files.write(file(), stored);
            assertFound("byte " + at);
            stored[at] ^= 1;
        }
    }

    @Test
    void aCutIsFoundWhereverItIs() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        for (int length = 0;
                length < stored.length;
                length += length > 300 && length < stored.length - 300 ? 4999 : 1) {
            Files.write(file(), Arrays.copyOf(stored, length));
            assertFound("cut at " + length);
        }
        Files.write(file(), Arrays.copyOf(stored, stored.length + 1));
        assertFound("a byte more");
    }

    /** Each is an index that is possible; it is refused before any block is looked at. */
    @Test
    void anIndexThatWasNotWrittenIsRefused() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        int plainLength = stored.length - ZstdEncoding.FACTS;
        int index = plainLength - 4 * Integer.BYTES;
        assertIndexRefused("lengths of two blocks swapped", stored, changed -> changed.putInt(
                        index, ByteBuffer.wrap(stored).getInt(index + Integer.BYTES))
                .putInt(index + Integer.BYTES, ByteBuffer.wrap(stored).getInt(index)));
        assertIndexRefused("a byte less", stored, changed -> changed.putLong(plainLength, bytes.length - 1));
        int sum = stored.length - ZstdForm.CHECKSUM;
        assertIndexRefused("another checksum", stored, changed -> changed.putInt(sum, ~changed.getInt(sum)));
    }

    private void assertIndexRefused(String change, byte[] stored, Consumer<ByteBuffer> how) throws IOException {
        byte[] changed = stored.clone();
        how.accept(ByteBuffer.wrap(changed));
        Files.write(file(), changed);
        try (SetReader reader = sink.open(set()).orElseThrow()) {
            assertThatThrownBy(() -> reader.length(IMAGE)).as(change).hasMessageContaining("the index");
        }
    }

    /** With its first line broken it is no longer taken for compressed: then it is other bytes, which a manifest tells. */
    private void assertFound(String change) {
        byte[] found;
        try {
            found = read();
        } catch (IOException refused) {
            return;
        }
        assertThat(found).as(change).isNotEqualTo(bytes);
    }

    @Test
    void whatWasStoredWithoutItIsReadAsItIs() throws IOException {
        directory.delete(set(), java.util.List.of(IMAGE));
        write(directory, bytes);
        assertThat(read()).isEqualTo(bytes);
    }

    @Test
    void whatTheLibraryWroteCannotBeMoreThanItsBlock() throws IOException {
        byte[] stored = Files.readAllBytes(file());
        ByteBuffer.wrap(stored).putInt(stored.length - 8, Integer.MAX_VALUE);
        Files.write(file(), stored);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("index");
    }
}
