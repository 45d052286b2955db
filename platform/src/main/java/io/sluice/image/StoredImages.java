package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.Damage;
import io.sluice.image.format.Unreadable;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.punch.Punched;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The images of one set as bytes. With a manifest a block is given only after its checksum was compared, and only images
 * that the manifest names are there. Usable from any thread.
 */
final class StoredImages implements AutoCloseable {
    private final String set;
    private final SetReader reader;
    private final Optional<Map<String, ImageEntry>> entries;
    private final Punched punched;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private String blockImage = "";
    private int blockIndex;

    /**
     * Of a set.
     *
     * @param entries what the manifest says of each image; empty when there is no manifest
     * @param punched what was given away
     */
    StoredImages(String set, SetReader reader, Optional<Map<String, ImageEntry>> entries, Punched punched) {
        this.set = set;
        this.reader = reader;
        this.entries = entries;
        this.punched = punched;
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

    /** Whether there is a file of that name, whatever the manifest says. */
    boolean isThere(String file) {
        return storage(() -> reader.length(file), file).isPresent();
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
        ImageEntry entry = entry(image);
        requireThere(image, offset, Math.min(into.remaining(), entry.length() - offset));
        return read(entry, offset, into);
    }

    /** Likewise, with zeros in place of what was given away. */
    int readWithout(String image, long offset, ByteBuffer into) {
        return entries.isEmpty() ? read(image, offset, into) : read(entry(image), offset, into);
    }

    private ImageEntry entry(String image) {
        ImageEntry entry = entries.orElseThrow().get(image);
        if (entry == null) {
            throw Damage.of(label(image), "the manifest names no such image");
        }
        return entry;
    }

    private void requireThere(String image, long offset, long bytes) {
        if (bytes > 0 && (punched.has(image, offset) || punched.alike(image, offset, bytes) < bytes)) {
            throw Damage.of(
                    label(image),
                    "of bytes " + offset + " to " + (offset + bytes) + " pages were given to the set "
                            + punched.to().stream().map(SetIdentity::set).collect(Collectors.joining(" or ")));
        }
    }

    private int read(ImageEntry entry, long offset, ByteBuffer into) {
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
        if (!punched.matches(entry, index, whole)) {
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
