package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How a keeper was before somebody touched it. */
final class Wellbeing {
    /** But SIGKILL and SIGSTOP, which cannot be. */
    private static final String EVERY_SIGNAL = "fffffffffffbfeff";

    private final Keeper keeper;
    private final int threads;
    private final Map<Long, String> masks;
    private final Map<Integer, String> descriptors;
    private final Set<String> mappings;
    private final List<Long> children;

    Wellbeing(Keeper keeper, int threads) {
        this.keeper = keeper;
        this.threads = threads;
        Waiting.until(this::begun, () -> "a thread never began");
        this.masks = keeper.files().threadStatus("SigBlk");
        this.descriptors = keeper.files().descriptors();
        this.mappings = mappings();
        this.children = keeper.files().children();
    }

    /** Until it counts a thread's mask is not its own; and until it runs at all the C library has every signal blocked. */
    private boolean begun() {
        return keeper.counters(threads).stream().allMatch(count -> count > 0)
                && keeper.files().threadStatus("SigBlk").values().stream().noneMatch(EVERY_SIGNAL::equals);
    }

    private Set<String> mappings() {
        Set<String> found = new TreeSet<>();
        for (Mapping mapping : keeper.files().mappings()) {
            // A stack grows by itself.
            long start = mapping.path().equals("[stack]") ? 0 : mapping.start();
            found.add(Long.toHexString(start) + "-" + Long.toHexString(mapping.end()) + mapping.rights());
        }
        return found;
    }

    /** It is as it was, and goes on. */
    void assertUnharmed(String after) {
        assertGoesOn(after);
        assertThat(keeper.files().children()).as("children " + after).isEqualTo(children);
    }

    /** The same, but for children that have ended and that it does not see. */
    void assertGoesOn(String after) {
        Waiting.until(
                () -> keeper.files().threadStatus("TracerPid").values().stream().allMatch("0"::equals),
                () -> "a tracer is left: " + after);
        List<Long> counters = keeper.counters(threads);
        Waiting.until(() -> advanced(counters, keeper.counters(threads)), () -> "a thread stands still: " + after);
        assertThat(keeper.files().threadStatus("SigBlk"))
                .as("signal masks " + after)
                .isEqualTo(masks);
        assertThat(keeper.files().descriptors()).as("descriptors " + after).isEqualTo(descriptors);
        assertThat(mappings()).as("mappings " + after).isEqualTo(mappings);
        assertThat(keeper.harm())
                .as("disturbed calls, registers, masks " + after)
                .isZero();
    }

    private static boolean advanced(List<Long> before, List<Long> now) {
        for (int i = 0; i < before.size(); i++) {
            if (now.get(i) <= before.get(i)) {
                return false;
            }
        }
        return true;
    }
}
