package io.sluice.image;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose pages: one pagemap and its pages file. */
public sealed interface PagesKey {
    /** Tasks by pid, then segments by number. */
    Comparator<PagesKey> ORDER = Comparator.comparing((PagesKey key) -> key instanceof Shared)
            .thenComparing(PagesKey::number, Long::compareUnsigned);

    /**
     * The memory of a task.
     *
     * @param pid in the pid namespace of the tree's root
     */
    record Task(int pid) implements PagesKey {
        @Override
        public String image() {
            return "pagemap-" + pid + ".img";
        }

        @Override
        public long number() {
            return pid;
        }
    }

    /**
     * A shared segment; its addresses are offsets from its start.
     *
     * @param shmid its number, unsigned
     */
    record Shared(long shmid) implements PagesKey {
        @Override
        public String image() {
            return "pagemap-shmem-" + Long.toUnsignedString(shmid) + ".img";
        }

        @Override
        public long number() {
            return shmid;
        }
    }

    /** The name of the pagemap's image. */
    String image();

    /** The number in that name, unsigned. */
    long number();

    /** Whose pagemap the image is; empty when it is none. */
    static Optional<PagesKey> ofImage(String image) {
        Matcher name = Names.PAGEMAP.matcher(image);
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            PagesKey key = name.group(1) == null
                    ? new Task(Integer.parseInt(name.group(2)))
                    : new Shared(Long.parseUnsignedLong(name.group(2)));
            return Optional.of(key).filter(found -> found.image().equals(image));
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    /** Keeps the pattern out of the interface. */
    final class Names {
        private static final Pattern PAGEMAP = Pattern.compile("pagemap-(shmem-)?([0-9]{1,20})\\.img");

        private Names() {}
    }
}
