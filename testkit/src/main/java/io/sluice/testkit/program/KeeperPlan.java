package io.sluice.testkit.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a keeper is to be.
 *
 * @param mebibytes the size of its anonymous region
 * @param threads its threads that look out for harm, and one; 16 at the most
 * @param children its children, which share its segments
 * @param kinds the kinds of memory that it has; {@link RegionKind#ANONYMOUS} always is the first
 */
public record KeeperPlan(int mebibytes, int threads, int children, Set<RegionKind> kinds) {
    public KeeperPlan {
        EnumSet<RegionKind> all = EnumSet.of(RegionKind.ANONYMOUS);
        all.addAll(kinds);
        kinds = java.util.Collections.unmodifiableSet(all);
    }

    /** Anonymous memory alone. */
    public static KeeperPlan plain(int mebibytes) {
        return new KeeperPlan(mebibytes, 5, 0, Set.of());
    }

    /** Every kind of memory, and a child. */
    public static KeeperPlan everything(int mebibytes) {
        return new KeeperPlan(mebibytes, 5, 1, EnumSet.allOf(RegionKind.class));
    }

    /** Every kind that a real CRIU takes outside of an IPC namespace. */
    public static KeeperPlan restorable(int mebibytes) {
        return new KeeperPlan(mebibytes, 5, 1, EnumSet.complementOf(EnumSet.of(RegionKind.SYSV)));
    }

    List<String> command(String program, Path status, Path folder) {
        List<String> words = new ArrayList<>(List.of(
                program,
                status.toString(),
                folder.toString(),
                Integer.toString(mebibytes),
                Integer.toString(threads),
                Integer.toString(children)));
        kinds.forEach(kind -> words.add(kind.word()));
        return words;
    }
}
