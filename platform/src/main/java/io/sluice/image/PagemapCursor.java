package io.sluice.image;

import io.sluice.image.format.Damage;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.message.PagemapEntry;
import io.sluice.image.message.PagemapHead;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads one pagemap, entry by entry, ascending, in fixed memory. For one thread.
 *
 * <p>An entry that no pagemap can have (out of order, off the page, beyond the address space) is thrown as {@code
 * SET_DAMAGED}.
 */
public final class PagemapCursor implements AutoCloseable {
    static final int PARENT = 1;
    private static final int LAZY = 2;
    static final int PRESENT = 4;

    private final String image;
    private final int pageSize;
    private final MessageReader messages;
    private final int pagesId;
    private long end;

    private PagemapCursor(String image, int pageSize, MessageReader messages) {
        this.image = image;
        this.pageSize = pageSize;
        this.messages = messages;
        this.pagesId = messages.first(PagemapHead.parser()).getPagesId();
    }

    /** Begins at the first entry; {@code bytes} is closed with this, also when this throws. */
    static PagemapCursor open(String image, int pageSize, InputStream bytes, long length) {
        MessageReader messages = MessageReader.open(ImageType.PAGEMAP, image, bytes, length);
        try {
            return new PagemapCursor(image, pageSize, messages);
        } catch (RuntimeException wrong) {
            messages.close();
            throw wrong;
        }
    }

    /** The number in the name of the pages file, unsigned. */
    public int pagesId() {
        return pagesId;
    }

    /** The name of the pages file. */
    public String pagesImage() {
        return "pages-" + Integer.toUnsignedString(pagesId) + ".img";
    }

    /** The next entry; empty after the last. */
    public Optional<PageRun> next() {
        long at = messages.offset();
        return messages.next(PagemapEntry.parser()).map(entry -> run(entry, at));
    }

    @Override
    public void close() {
        messages.close();
    }

    private PageRun run(PagemapEntry entry, long at) {
        long start = entry.getVaddr();
        long pages = entry.hasNrPages() ? entry.getNrPages() : Integer.toUnsignedLong(entry.getCompatNrPages());
        if (start < end || start % pageSize != 0) {
            throw Damage.of(image, String.format("the entry at byte %d begins at 0x%x, out of order", at, start));
        }
        if (pages <= 0 || pages > (Long.MAX_VALUE - start) / pageSize) {
            throw Damage.of(image, "the entry at byte " + at + " has " + Long.toUnsignedString(pages) + " pages");
        }
        end = start + pages * pageSize;
        return new PageRun(new PageRange(start, end), state(entry, at));
    }

    private PageState state(PagemapEntry entry, long at) {
        int flags = entry.getFlags();
        if (!entry.hasFlags()) {
            return entry.getInParent() ? PageState.PARENT : PageState.PRESENT;
        }
        return switch (flags) {
            case PRESENT, PRESENT | LAZY -> PageState.PRESENT;
            case PARENT -> PageState.PARENT;
            case LAZY -> PageState.LAZY;
            default ->
                throw Damage.of(
                        image, String.format("the entry at byte %d has the flags 0x%x, which mean nothing", at, flags));
        };
    }
}
