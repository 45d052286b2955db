package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.Damage;
import io.sluice.image.format.Unreadable;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of one set as bytes. With a manifest a block is given only after its checksum was compared, and only images
 * that the manifest names are there. Usable from any thread.
 */
final class StoredImages implements AutoCloseable {
    private final String set;
    private final SetReader reader;
    private final Optional<Map<String, ImageEntry>> entries;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private String blockImage = "";
    private int blockIndex;

    /** @param entries what the manifest says of each image; empty when there is no manifest */
    StoredImages(String set, SetReader reader, Optional<Map<String, ImageEntry>> entries) {
        this.set = set;
        this.reader = reader;
        this.entries = entries;
    }

    /** What to call an image in messages. */
    String label(String image) {
        return image + " in " + set;
    }

    List<String> names() {
        if (entries.isPresent()) {
            return entries.get().keySet().stream().sorted().toList();
        }
        return storage(reader::images, "the list of images");
    }

    /** The reference to the parent, as the sink has it. */
    Optional<String> parent() {
        return storage(reader::parent, "the reference to the parent");
    }

    /** The length of an image; empty when the set has none with that name. */
    Optional<Long> length(String image) {
        Optional<Long> stored = storage(() -> reader.length(image), image);
        if (entries.isEmpty()) {
            return stored;
        }
        return Optional.ofNullable(entries.get().get(image)).map(entry -> expected(entry, stored));
    }

    /**
     * Reads from {@code offset} on until the buffer is full or the image ends.
     *
     * @return how many bytes were read
     */
    int read(String image, long offset, ByteBuffer into) {
        if (entries.isEmpty()) {
            return storage(() -> reader.read(image, offset, into), image);
        }
        ImageEntry entry = entries.get().get(image);
        if (entry == null) {
            throw Damage.of(label(image), "the manifest names no such image");
        }
        int before = into.position();
        long at = offset;
        while (into.hasRemaining() && at < entry.length()) {
            at += readPart(entry, at, into);
        }
        return into.position() - before;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException harmless) {
            // Nothing was written: what was read is as good as before.
        }
    }

    private long expected(ImageEntry entry, Optional<Long> stored) {
        long length = stored.orElseThrow(() -> Damage.of(label(entry.name()), "it is missing"));
        if (length != entry.length()) {
            throw Damage.of(
                    label(entry.name()), "it has " + length + " bytes, and the manifest says " + entry.length());
        }
        return length;
    }

    private int readPart(ImageEntry entry, long offset, ByteBuffer into) {
        int index = (int) (offset / BlockChecksums.BLOCK);
        int within = (int) (offset % BlockChecksums.BLOCK);
        int length = entry.blockLength(index);
        if (within == 0 && into.remaining() >= length) {
            ByteBuffer whole = into.slice(into.position(), length);
            readBlock(entry, index, whole);
            into.position(into.position() + length);
            return length;
        }
        return copyPart(entry, index, within, into);
    }

    private synchronized int copyPart(ImageEntry entry, int index, int within, ByteBuffer into) {
        if (!blockImage.equals(entry.name()) || blockIndex != index) {
            blockImage = "";
            block = room(entry.blockLength(index));
            readBlock(entry, index, block);
            blockImage = entry.name();
            blockIndex = index;
        }
        int count = Math.min(into.remaining(), entry.blockLength(index) - within);
        into.put(block.slice(within, count));
        return count;
    }

    /** The old buffer where it is long enough: most sets are read in whole blocks, or have only short images to cache. */
    private ByteBuffer room(int length) {
        ByteBuffer enough = block.capacity() < length ? ByteBuffer.allocate(length) : block.clear();
        return enough.limit(length);
    }

    /** Fills the buffer, which is as long as the block, and compares the checksum; the buffer is left at its beginning. */
    private void readBlock(ImageEntry entry, int index, ByteBuffer whole) {
        long offset = (long) index * BlockChecksums.BLOCK;
        int read = storage(() -> reader.read(entry.name(), offset, whole), entry.name());
        if (whole.hasRemaining()) {
            throw Damage.of(label(entry.name()), "it ends at byte " + (offset + read) + " of " + entry.length());
        }
        whole.rewind();
        if (!entry.matches(index, whole)) {
            throw Damage.of(
                    label(entry.name()),
                    "bytes " + offset + " to " + (offset + entry.blockLength(index)) + " are not what was written");
        }
    }

    private <T> T storage(Reading<T> reading, String image) {
        try {
            return reading.get();
        } catch (IOException failed) {
            throw Unreadable.of(label(image), failed);
        }
    }

    /** Something that reads from the sink. */
    private interface Reading<T> {
        T get() throws IOException;
    }
}
