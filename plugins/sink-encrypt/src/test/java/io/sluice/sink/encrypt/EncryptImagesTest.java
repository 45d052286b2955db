package io.sluice.sink.encrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sink.block.BlockSink;
import io.sluice.sink.directory.DirectorySinkFactory;
import io.sluice.spi.sink.DamagedImageException;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.spi.sink.SinkSettingsException;
import io.sluice.testkit.contract.DefaultSettings;
import io.sluice.testkit.contract.PlainHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptImagesTest {
    private static final String SEAL = "inventory.img";
    private static final String PAGES = "pages-1.img";
    private static final int LENGTH = 3 * EncryptForm.BLOCK;

    @TempDir
    private Path folder;

    private final ImageSink directory =
            new DirectorySinkFactory().create(new PlainHost(), new DefaultSettings(), Optional.empty());

    @AutoClose
    private final BlockSink sink = new BlockSink(directory, new EncryptForm(Keys.of(1), Aes.ofLibrary()), 2);

    /** Two sets of the same bytes, by the same key. */
    @BeforeEach
    void write() throws IOException {
        write(sink, "one");
        write(sink, "two");
    }

    private void write(ImageSink to, String set) throws IOException {
        try (SetWriter writer = to.begin(folder.resolve(set).toString(), Optional.empty(), SEAL)) {
            for (String name : new String[] {PAGES, "pages-2.img", SEAL}) {
                try (ImageWriter image = writer.create(name)) {
                    image.write(ByteBuffer.wrap(new byte[name.equals(SEAL) ? 0 : LENGTH]));
                }
            }
            writer.prepare();
            writer.commit();
        }
    }

    private Path file(String set, String image) {
        return folder.resolve(set).resolve(image);
    }

    private void read(ImageSink from, String set) throws IOException {
        try (SetReader reader = from.open(folder.resolve(set).toString()).orElseThrow()) {
            for (String image : reader.images()) {
                long length = reader.length(image).orElseThrow();
                assertThat(length).isEqualTo(image.equals(SEAL) ? 0 : LENGTH);
                ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
                reader.read(image, 0, all);
                assertThat(all.flip()).isEqualTo(ByteBuffer.allocate((int) length));
            }
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> read(sink, "one")).as(why).isInstanceOf(IOException.class);
    }

    /** Equal blocks would be stored as equal ones if any nonce came twice with a key. */
    @Test
    void noTwoBlocksAreStoredAlike() throws IOException {
        Set<ByteBuffer> blocks = new HashSet<>();
        for (String set : new String[] {"one", "two"}) {
            for (String image : new String[] {PAGES, "pages-2.img"}) {
                byte[] stored = Files.readAllBytes(file(set, image));
                for (int block = 0; block < LENGTH / EncryptForm.BLOCK; block++) {
                    int at = ImageSecret.HEADER + block * (EncryptForm.BLOCK + EncryptForm.TAG);
                    blocks.add(ByteBuffer.wrap(Arrays.copyOfRange(stored, at, at + 64)));
                }
            }
        }
        assertThat(blocks).hasSize(2 * 2 * LENGTH / EncryptForm.BLOCK);
        read(sink, "one");
    }

    @Test
    void aChangedByteIsFoundWhereverItIs() throws IOException {
        byte[] stored = Files.readAllBytes(file("one", PAGES));
        for (int at = 0; at < stored.length; at += at < ImageSecret.HEADER ? 1 : 3001) {
            stored[at] ^= 0x10;
            Files.write(file("one", PAGES), stored);
            assertRefused("byte " + at);
            stored[at] ^= 0x10;
        }
        Files.write(file("one", PAGES), stored);
        read(sink, "one");
    }

    @Test
    void aCutIsFound() throws IOException {
        byte[] stored = Files.readAllBytes(file("one", PAGES));
        int block = EncryptForm.BLOCK + EncryptForm.TAG;
        for (int length : new int[] {
            0,
            10,
            ImageSecret.HEADER,
            ImageSecret.HEADER + 5,
            ImageSecret.HEADER + block,
            ImageSecret.HEADER + 2 * block,
            stored.length - 1,
            stored.length + 1,
            stored.length + block
        }) {
            Files.write(file("one", PAGES), Arrays.copyOf(stored, length));
            assertRefused("cut at " + length);
        }
    }

    @Test
    void blocksThatChangedPlacesAreFound() throws IOException {
        byte[] stored = Files.readAllBytes(file("one", PAGES));
        int block = EncryptForm.BLOCK + EncryptForm.TAG;
        byte[] swapped = stored.clone();
        System.arraycopy(stored, ImageSecret.HEADER, swapped, ImageSecret.HEADER + block, block);
        System.arraycopy(stored, ImageSecret.HEADER + block, swapped, ImageSecret.HEADER, block);
        Files.write(file("one", PAGES), swapped);
        assertRefused("two blocks");
    }

    @Test
    void anImageUnderAnotherNameIsFound() throws IOException {
        Files.copy(file("one", "pages-2.img"), file("one", PAGES), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("another name");
    }

    @Test
    void anImageOfAnotherSetIsFound() throws IOException {
        Files.copy(file("two", PAGES), file("one", PAGES), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("another set");
    }

    @Test
    void anotherKeyIsSaidToBeOne() {
        try (BlockSink other = new BlockSink(directory, new EncryptForm(Keys.of(2), Aes.ofJava()), 1)) {
            assertThatThrownBy(() -> read(other, "one"))
                    .isInstanceOf(SinkSettingsException.class)
                    .hasMessageContaining("encrypted with another key");
        }
    }

    /** So sets move between machines, and older ones are read. */
    @Test
    void whatOneEncryptsTheOtherReads() throws IOException {
        try (BlockSink java = new BlockSink(directory, new EncryptForm(Keys.of(1), Aes.ofJava()), 1)) {
            read(java, "one");
            write(java, "three");
            read(sink, "three");
        }
    }

    @Test
    void whatIsNotEncryptedIsRefused() throws IOException {
        Files.write(file("one", SEAL), new byte[0]);
        assertThatThrownBy(() -> read(sink, "one"))
                .isInstanceOf(DamagedImageException.class)
                .hasMessageContaining("not encrypted");
    }
}
