package io.sluice.image.describe;

import io.sluice.image.ImageSet;
import io.sluice.image.PagemapCounts;
import io.sluice.image.PagesKey;
import io.sluice.image.format.Damage;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.MmEntry;
import io.sluice.image.message.VmaEntry;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the mappings of a task in a set of CRIU's, with the names of their files. */
final class Mappings {
    private static final int FILE = 1 << 6 | 1 << 7;
    private static final int SHARED = 1;

    private Mappings() {}

    /** The mappings, ascending, with no pages counted yet; empty where the set has none, as a pre-dump. */
    static Optional<List<MappingDescription>> of(ImageSet set, PagesKey key) {
        if (!(key instanceof PagesKey.Task task)) {
            return Optional.empty();
        }
        String image = "mm-" + task.pid() + ".img";
        Optional<MessageReader> messages = set.messages(ImageType.MM, image);
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        try (MessageReader reader = messages.get()) {
            return Optional.of(mappings(image + " in " + set.name(), set, reader.first(MmEntry.parser())));
        }
    }

    private static List<MappingDescription> mappings(String image, ImageSet set, MmEntry memory) {
        Map<Integer, String> files = files(set, memory);
        List<MappingDescription> mappings = new ArrayList<>();
        for (VmaEntry entry : memory.getVmasList()) {
            // The vsyscall page is beyond every address that a task's own mappings have.
            if (entry.getStart() >= 0) {
                mappings.add(new MappingDescription(
                        range(image, entry),
                        Optional.of(protection(entry)),
                        what(entry, files, memory),
                        new PagemapCounts(0, 0)));
            }
        }
        return mappings;
    }

    private static PageRange range(String image, VmaEntry entry) {
        if (entry.getEnd() <= entry.getStart()) {
            throw Damage.of(image, String.format("a mapping at 0x%x ends before it begins", entry.getStart()));
        }
        return new PageRange(entry.getStart(), entry.getEnd());
    }

    private static String protection(VmaEntry entry) {
        int bits = entry.getProt();
        return ((bits & 1) != 0 ? "r" : "-")
                + ((bits & 2) != 0 ? "w" : "-")
                + ((bits & 4) != 0 ? "x" : "-")
                + ((entry.getFlags() & SHARED) != 0 ? "s" : "p");
    }

    private static Optional<String> what(VmaEntry entry, Map<Integer, String> files, MmEntry memory) {
        if ((entry.getStatus() & FILE) != 0) {
            return Optional.ofNullable(files.get((int) entry.getShmid()));
        }
        if (entry.getStart() <= memory.getMmStartStack() && memory.getMmStartStack() < entry.getEnd()) {
            return Optional.of("[stack]");
        }
        for (Status status : Status.values()) {
            if ((entry.getStatus() & status.bit) != 0) {
                return Optional.of(status.text);
            }
        }
        return Optional.empty();
    }

    /** Names of the files that are mapped, by id; only those are kept. */
    private static Map<Integer, String> files(ImageSet set, MmEntry memory) {
        Set<Integer> wanted = memory.getVmasList().stream()
                .filter(entry -> (entry.getStatus() & FILE) != 0)
                .map(entry -> (int) entry.getShmid())
                .collect(Collectors.toSet());
        Map<Integer, String> names = new HashMap<>();
        Optional<MessageReader> messages = set.messages(ImageType.FILES, "files.img");
        if (messages.isEmpty()) {
            return names;
        }
        try (MessageReader reader = messages.get()) {
            for (Optional<FileEntry> file = reader.next(FileEntry.parser());
                    file.isPresent();
                    file = reader.next(FileEntry.parser())) {
                if (file.get().hasReg() && wanted.contains(file.get().getId())) {
                    names.put(file.get().getId(), file.get().getReg().getName());
                }
            }
        }
        return names;
    }

    /** CRIU's bits for mappings that have a name of their own. */
    private enum Status {
        VDSO(1 << 3, "[vdso]"),
        HEAP(1 << 5, "[heap]"),
        VVAR(1 << 12, "[vvar]"),
        AIO(1 << 13, "[aio]"),
        SYSV(1 << 10, "[sysv]"),
        SHARED_ANONYMOUS(1 << 8, "[shared]");

        private final int bit;
        private final String text;

        Status(int bit, String text) {
            this.bit = bit;
            this.text = text;
        }
    }
}
