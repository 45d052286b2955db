package io.sluice.trace.shadow;

import io.sluice.kernel.ForcedMemory;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** What a Sluice that was killed may have left in a process, besides what it was asked to leave. */
public final class Leftovers {
    private Leftovers() {}

    /** Whether there is code of ours in its vdso, or our word on its stack, and none of a Sluice that lives. */
    public static boolean hasStub(int pid) {
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            return StubPlace.in(pid, memory).leftBehind();
        } catch (ShadowException noRoom) {
            return false;
        }
    }

    /** Shadows in it, or children of it, that are not ours and whose Sluice is gone. */
    public static List<Integer> shadows(int pid) {
        List<Integer> found = new ArrayList<>();
        for (int thread : ProcessTree.threads(pid)) {
            for (int child : ProcessTree.children(pid, thread)) {
                boolean shadow = TaskStatus.read(child)
                        .filter(status -> status.name().equals(Birth.NAME) && status.ended())
                        .isPresent();
                if (shadow && !LivingShadows.has(child)) {
                    found.add(child);
                }
            }
        }
        return found;
    }
}
