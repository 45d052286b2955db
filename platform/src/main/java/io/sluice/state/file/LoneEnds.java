package io.sluice.state.file;

import io.sluice.kernel.PipeContents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pipes of which the tree has one end, and somebody else the other: a restore makes one that leads nowhere. */
final class LoneEnds {
    private static final int BOTH = 2;

    private record Seen(int access, boolean hasOther, OpenedDescriptor first) {}

    private final Map<Long, Seen> pipes = new LinkedHashMap<>();

    /** An end that the tree has, while nobody but the tree and others have it open. */
    void add(OpenedDescriptor end, int access) {
        Seen seen = new Seen(access, access != BOTH && PipeContents.hasOtherEnd(end.file()), end);
        pipes.merge(end.status().inode(), seen, LoneEnds::both);
    }

    private static Seen both(Seen one, Seen other) {
        int access = one.access() == other.access() ? one.access() : BOTH;
        return new Seen(access, one.hasOther() || other.hasOther(), one.first());
    }

    /** A line for each. */
    List<String> notes() {
        return pipes.values().stream()
                .filter(seen -> seen.access() != BOTH && seen.hasOther())
                .map(Seen::first)
                .map(end -> end.task() + ": " + end.what() + " is an end of " + end.name()
                        + ", whose other end is outside of the tree; give a restore another one"
                        + " (criu restore --inherit-fd 'fd[N]:" + end.name() + "')")
                .toList();
    }
}
