package io.sluice.testkit.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A pagemap: which pages there are, and where their bytes stand. */
public final class Pagemap {
    static final int PAGE = 4096;
    private static final int MAGIC = 0x56084025;
    private static final int PARENT = 1;
    private static final int LAZY = 2;
    private static final int PRESENT = 4;
    private final long pagesId;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private long presentPages;

    /**
     * A run of pages.
     *
     * @param start the first byte's address
     * @param pages how many
     * @param offset where in the pages file the first byte stands; -1 where the parent has them
     */
    public record Run(long start, long pages, long offset) {

        /** Whether the parent has the pages. */
        public boolean inParent() {
            return offset < 0;
        }

        /** The byte after the last. */
        public long end() {
            return start + pages * PAGE;
        }
    }

    private Pagemap(long pagesId) {
        this.pagesId = pagesId;
    }

    /** Reads one; an assertion fails where it breaks a rule of the format. */
    public static Pagemap read(Path file) throws IOException {
        ImageFile image = ImageFile.read(file);
        check(image.magic() == MAGIC && !image.messages().isEmpty(), file, "is no pagemap");
        Pagemap pagemap = new Pagemap(image.messages().get(0).number(1).orElseThrow());
        long last = 0;
        for (Message entry : image.messages().subList(1, image.messages().size())) {
            check(entry.number(2).isPresent(), file, "lacks the required compat_nr_pages");
            long start = entry.number(1).orElseThrow();
            long pages = entry.number(5).orElseGet(() -> entry.number(2).orElseThrow());
            long flags = entry.number(4).orElse(PRESENT);
            check(Long.compareUnsigned(start, last) >= 0, file, "is not in ascending order");
            check(start % PAGE == 0 && pages > 0, file, "has an entry that is no run of pages");
            check(
                    (flags & ~LAZY) == PARENT || (flags & ~LAZY) == PRESENT,
                    file,
                    "has an entry with the flags " + flags);
            pagemap.add(start, pages, (flags & PRESENT) != 0);
            last = start + pages * PAGE;
        }
        return pagemap;
    }

    private static void check(boolean rule, Path file, String otherwise) {
        if (!rule) {
            throw new AssertionError(file + " " + otherwise);
        }
    }

    private void add(long start, long pages, boolean present) {
        runs.put(start, new Run(start, pages, present ? presentPages * PAGE : -1));
        presentPages += present ? pages : 0;
    }

    /** The number in the name of its pages file. */
    public long pagesId() {
        return pagesId;
    }

    /** How many pages it says to be in its pages file. */
    public long presentPages() {
        return presentPages;
    }

    /** Its runs, by address. */
    public Map<Long, Run> runs() {
        return runs;
    }

    /** The run with the page at {@code address}, or null. */
    public Run run(long address) {
        Map.Entry<Long, Run> before = runs.floorEntry(address);
        return before != null && address < before.getValue().end() ? before.getValue() : null;
    }
}
