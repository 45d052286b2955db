package io.sluice.state.task;

import io.sluice.kernel.OtherTask;
import io.sluice.proc.ProcFile;
import io.sluice.proc.StatusLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a thread may have that images have no place for, or that a restore passes over, and that does not change what it computes:
 * told, not refused. What it has as Sluice has it was not set for it.
 */
public final class Losses {
    private static final String SLACK = "timerslack_ns";
    private static final String PERSONALITY = "personality";
    private static final String CORE = "coredump_filter";
    /** What the kernel begins with (core(5)). */
    private static final String USUAL_CORE = "00000033";
    /** Lines of the status that say what was set for a thread. */
    private static final Map<String, String> LISTED = listed();

    private final StatusLines ours;
    private final String slack;
    private final String personality;
    private final String core;

    /** Looks at Sluice itself. */
    public Losses() {
        int self = (int) ProcessHandle.current().pid();
        this.ours = StatusLines.read(self).orElseThrow();
        this.slack = text(self, SLACK);
        this.personality = text(self, PERSONALITY);
        this.core = usualCore();
    }

    private static Map<String, String> listed() {
        Map<String, String> listed = new LinkedHashMap<>();
        listed.put("Cpus_allowed_list", "the processors that it is bound to (sched_setaffinity(2))");
        listed.put("Speculation_Store_Bypass", "how it speculates on stores (PR_SET_SPECULATION_CTRL, prctl(2))");
        listed.put("SpeculationIndirectBranch", "how it speculates on branches (PR_SET_SPECULATION_CTRL, prctl(2))");
        return listed;
    }

    /** Java sets that for itself, not for others: so it is asked of who started Sluice. */
    private static String usualCore() {
        return ProcessHandle.current()
                .parent()
                .map(parent -> text((int) parent.pid(), CORE))
                .filter(filter -> !filter.isEmpty())
                .orElse(USUAL_CORE);
    }

    /** A line for the report; none where nothing is lost. */
    public static Optional<String> note(String task, Collection<String> lost) {
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(task + ": a restore does not bring back " + String.join(", ", lost));
    }

    /** What of a thread is lost, in words; none of one that is gone. */
    public List<String> of(int thread, StatusLines status) {
        OtherTask other = new OtherTask(thread);
        List<String> lost = new ArrayList<>();
        LISTED.forEach((line, what) -> {
            if (!status.text(line).equals(ours.text(line))) {
                lost.add(what);
            }
        });
        status.unknown().forEach(line -> lost.add("what its status says of " + line + ", which Sluice does not know"));
        if (other.ioPriority() != 0) {
            lost.add("its I/O priority (ioprio_set(2))");
        }
        // Those of real-time tasks have none.
        if (other.scheduling().priority() == 0 && !text(thread, SLACK).equals(slack)) {
            lost.add("its timer slack (PR_SET_TIMERSLACK, prctl(2))");
        }
        if (!text(thread, PERSONALITY).equals(personality)) {
            lost.add("what programs that it executes would be run like (personality(2))");
        }
        if (!text(thread, CORE).equals(core)) {
            lost.add("what its core dumps hold (core(5))");
        }
        return lost;
    }

    private static String text(int thread, String name) {
        return ProcFile.read("/proc/" + thread + "/" + name)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).trim())
                .orElse("");
    }
}
