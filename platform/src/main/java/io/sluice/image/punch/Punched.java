package io.sluice.image.punch;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.BlockDigests;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.SetIdentity;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a set has given away, by its log. Offsets are bytes in an image. Usable from any thread. */
public final class Punched {
    private final int pageSize;
    private final LogEnd end;
    private final Set<SetIdentity> to;
    private final Map<String, Map<Integer, BlockWithout>> images;
    private final Optional<PunchEntry> last;

    private Punched(
            int pageSize,
            LogEnd end,
            Optional<PunchEntry> last,
            Set<SetIdentity> to,
            Map<String, Map<Integer, BlockWithout>> images) {
        this.pageSize = pageSize;
        this.end = end;
        this.last = last;
        this.to = to;
        this.images = images;
    }

    /** Of a set that has given nothing away. */
    public static Punched nothing(int pageSize) {
        return new Punched(pageSize, new LogEnd(0, 0, ""), Optional.empty(), Set.of(), Map.of());
    }

    /** The sets to which pages were given. */
    public Set<SetIdentity> to() {
        return to;
    }

    /** How many bytes were given away. */
    public long bytes() {
        return images.values().stream()
                        .flatMap(blocks -> blocks.values().stream())
                        .mapToLong(block -> block.pages().cardinality())
                        .sum()
                * pageSize;
    }

    /** Whether the page at {@code offset} was given away. */
    public boolean has(String image, long offset) {
        return pages(image, (int) (offset / BlockChecksums.BLOCK)).get(page(offset));
    }

    /** How many bytes from {@code offset} on, of whole pages, are alike: all given away, or none; {@code most} at the most. */
    public long alike(String image, long offset, long most) {
        boolean given = has(image, offset);
        long at = offset;
        while (at < offset + most && has(image, at) == given) {
            BitSet pages = pages(image, (int) (at / BlockChecksums.BLOCK));
            int page = page(at);
            int next = given ? pages.nextClearBit(page) : pages.nextSetBit(page);
            int pagesOfBlock = BlockChecksums.BLOCK / pageSize;
            at += (long) ((next < 0 || next > pagesOfBlock ? pagesOfBlock : next) - page) * pageSize;
        }
        return Math.min(at - offset, most);
    }

    /** Which pages of a block were given away; not to be changed. */
    public BitSet pages(String image, int block) {
        return without(image, block).map(BlockWithout::pages).orElseGet(BitSet::new);
    }

    /**
     * Whether a block is what was written, but for the pages that were given away. In the buffer these become zeros; what the
     * image has in their place is not looked at.
     *
     * @param bytes all of the block, from position to limit
     */
    public boolean matches(ImageEntry entry, int block, ByteBuffer bytes) {
        Optional<BlockWithout> without = without(entry.name(), block);
        if (without.isEmpty()) {
            return entry.matches(block, bytes);
        }
        if (bytes.remaining() != entry.blockLength(block)) {
            return false;
        }
        without.get().pages().stream().forEach(page -> PunchedBlock.clear(PunchedBlock.page(bytes, page, pageSize)));
        return BlockChecksums.of(bytes) == without.get().checksum()
                && without.get().digest().map(BlockDigests.of(bytes)::equals).orElse(true);
    }

    LogEnd end() {
        return end;
    }

    /** The entry that may not have been followed by its punches. */
    Optional<PunchEntry> last() {
        return last;
    }

    private Optional<BlockWithout> without(String image, int block) {
        return Optional.ofNullable(images.getOrDefault(image, Map.of()).get(block));
    }

    private int page(long offset) {
        return (int) (offset % BlockChecksums.BLOCK / pageSize);
    }

    /** Takes the entries of a log in their order. */
    static final class Gathering {
        private final Map<String, ImageEntry> known = new HashMap<>();
        private final boolean signed;
        private final int pageSize;
        private Optional<PunchEntry> last = Optional.empty();
        private final Set<SetIdentity> to = new LinkedHashSet<>();
        private final Map<String, Map<Integer, BlockWithout>> images = new HashMap<>();

        Gathering(Iterable<ImageEntry> entries, int pageSize, boolean signed) {
            entries.forEach(entry -> known.put(entry.name(), entry));
            this.pageSize = pageSize;
            this.signed = signed;
        }

        void add(PunchEntry entry) {
            ImageEntry image = known.get(entry.image());
            if (image == null) {
                throw new IllegalArgumentException("the manifest names no " + entry.image());
            }
            to.addAll(entry.to());
            last = Optional.of(entry);
            Map<Integer, BlockWithout> blocks = images.computeIfAbsent(entry.image(), name -> new HashMap<>());
            entry.blocks().forEach(block -> add(image, block, blocks));
        }

        private void add(ImageEntry image, PunchedBlock block, Map<Integer, BlockWithout> blocks) {
            BitSet pages = block.given();
            boolean fits = block.block() < image.blocks()
                    && pages.length() <= image.blockLength(block.block()) / pageSize
                    && block.digest().isPresent() == signed;
            BlockWithout before = blocks.get(block.block());
            if (!fits || (before != null && before.pages().intersects(pages))) {
                throw new IllegalArgumentException("it does not fit " + image.name());
            }
            if (before != null) {
                pages.or(before.pages());
            }
            blocks.put(block.block(), new BlockWithout(pages, block.checksumValue(), block.digest()));
        }

        Punched finish(LogEnd end) {
            return new Punched(pageSize, end, last, Collections.unmodifiableSet(to), images);
        }
    }
}
