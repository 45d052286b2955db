package io.sluice.proc;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The mappings of a process with their flags. Reading flags walks all page tables, about 15 ms a GiB: so that is done while
 * the process runs, and a look in its stop takes them over.
 *
 * @param mappings all below the end of the address space, ascending
 * @param takenOver whether the flags are those of an earlier look
 */
public record TaskMappings(List<Mapping> mappings, boolean takenOver) {
    private static final String LINE = "VmFlags: ";
    /** Stands right before the flags, and is one in effect (pkeys(7)): 0 is the key of all memory that has no other. */
    private static final String KEY = "ProtectionKey:";

    private static final String KEYED = "pk";

    /** Those that come and go by themselves, or because of trackers. */
    private static final Set<String> UNSTEADY = Set.of("sd", "uw", "");

    public TaskMappings {
        mappings = List.copyOf(mappings);
    }

    /** Reads all of a process; none when it is gone. */
    public static TaskMappings read(int pid) {
        List<Mapping> mappings = new ArrayList<>();
        try (BufferedReader smaps =
                new BufferedReader(new FileReader("/proc/" + pid + "/smaps", StandardCharsets.UTF_8), 64 << 10)) {
            List<Mapping> header = List.of();
            boolean keyed = false;
            for (String line = smaps.readLine(); line != null; line = smaps.readLine()) {
                if (isHeader(line)) {
                    header = MapsParser.parse((line + "\n").getBytes(StandardCharsets.UTF_8));
                } else if (line.startsWith(KEY)) {
                    keyed = !line.substring(KEY.length()).trim().equals("0");
                } else if (line.startsWith(LINE)) {
                    Set<String> flags = flags(line);
                    if (keyed) {
                        flags.add(KEYED);
                    }
                    header.forEach(mapping -> MapsParser.append(mappings, mapping.with(flags)));
                }
            }
        } catch (IOException gone) {
            return new TaskMappings(mappings, false);
        }
        return new TaskMappings(mappings, false);
    }

    private static boolean isHeader(String line) {
        char first = line.charAt(0);
        return Character.digit(first, 16) >= 0 && !Character.isUpperCase(first);
    }

    private static Set<String> flags(String line) {
        Set<String> flags = new HashSet<>(List.of(line.substring(LINE.length()).split(" ", -1)));
        flags.removeAll(UNSTEADY);
        return flags;
    }

    /**
     * Those that the process has now that it stands still, by a quick look. Flags are taken over from this one, which was read
     * while it ran; where there are mappings that it has not, all is read anew. Whether the flags still held is to be asked
     * afterwards: see {@link #confirmedBy}.
     */
    public TaskMappings now(int pid) {
        TreeMap<Long, Mapping> known = byStart();
        List<Mapping> now = new ArrayList<>();
        for (Mapping mapping : MapsParser.ofTask(pid)) {
            Optional<Set<String>> flags = flags(mapping, known);
            if (flags.isEmpty()) {
                return read(pid);
            }
            now.add(mapping.with(flags.get()));
        }
        return new TaskMappings(now, true);
    }

    /**
     * Whether another look, at the process that runs again, does not speak against the flags that were taken over: a mapping
     * that is still there has the same ones.
     */
    public boolean confirmedBy(TaskMappings later) {
        TreeMap<Long, Mapping> known = later.byStart();
        return !takenOver
                || mappings.stream().allMatch(mapping -> flags(mapping, known)
                        .filter(flags -> !flags.equals(mapping.flags()))
                        .isEmpty());
    }

    private TreeMap<Long, Mapping> byStart() {
        TreeMap<Long, Mapping> byStart = new TreeMap<>();
        mappings.forEach(mapping -> byStart.put(mapping.range().start(), mapping));
        return byStart;
    }

    /** Growing, shrinking and being cut in two leave flags as they are. */
    private static Optional<Set<String>> flags(Mapping mapping, TreeMap<Long, Mapping> known) {
        return Optional.ofNullable(known.lowerEntry(mapping.range().end()))
                .map(before -> before.getValue())
                .filter(before -> before.range().end() > mapping.range().start() && before.isOfOneWith(mapping))
                .map(Mapping::flags);
    }
}
