package io.sluice.state.task;

import io.sluice.kernel.OtherTask;
import io.sluice.proc.ProcFile;
import io.sluice.proc.StatusLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a thread may have that images have no place for, and that does not change what it computes: told, not refused. What it
 * has as Sluice has it was not set for it.
 */
public final class Losses {
    private static final String PROCESSORS = "Cpus_allowed_list";
    private static final String SLACK = "timerslack_ns";
    private static final String CORE = "coredump_filter";

    private final StatusLines ours;
    private final String slack;
    private final String core;

    /** Looks at Sluice itself. */
    public Losses() {
        int self = (int) ProcessHandle.current().pid();
        this.ours = StatusLines.read(self).orElseThrow();
        this.slack = text(self, SLACK);
        this.core = text(self, CORE);
    }

    /** What of a thread is lost, in words; none of one that is gone. */
    public List<String> of(int thread, StatusLines status) {
        OtherTask other = new OtherTask(thread);
        List<String> lost = new ArrayList<>();
        if (!status.text(PROCESSORS).equals(ours.text(PROCESSORS))) {
            lost.add("the processors that it is bound to (sched_setaffinity(2))");
        }
        if (other.ioPriority() != 0) {
            lost.add("its I/O priority (ioprio_set(2))");
        }
        // Those of real-time tasks have none.
        if (other.scheduling().priority() == 0 && !text(thread, SLACK).equals(slack)) {
            lost.add("its timer slack (PR_SET_TIMERSLACK, prctl(2))");
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
