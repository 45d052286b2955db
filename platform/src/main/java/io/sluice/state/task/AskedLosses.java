package io.sluice.state.task;

import io.sluice.kernel.Architecture.Call;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import io.sluice.trace.shadow.ShadowException;
import io.sluice.trace.shadow.StoppedCalls;
import java.util.ArrayList;
import java.util.List;

/** As {@link Losses}, of what nobody but the process itself is told (prctl(2)). */
public final class AskedLosses {
    private static final long PR_GET_TSC = 25;
    private static final long TSC_READABLE = 1;

    /** What may be set by prctl(2). */
    private record Setting(long option, long usual, String what) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting(66, 0, "that it may not make memory executable (PR_SET_MDWE, prctl(2))"),
            new Setting(68, 0, "that its equal pages are merged (PR_SET_MEMORY_MERGE, prctl(2))"),
            new Setting(34, 2, "when it is killed for broken memory (PR_MCE_KILL, prctl(2))"),
            new Setting(58, 0, "that it may be needed to write pages out (PR_SET_IO_FLUSHER, prctl(2))"));

    private AskedLosses() {}

    /**
     * What a restore would not bring back, in words.
     *
     * @throws io.sluice.failure.SluiceException where it would change what the process computes
     */
    public static List<String> of(StoppedTask task) {
        List<Long> answers;
        try {
            answers = answers(task.calls());
        } catch (ShadowException filtered) {
            return List.of("what it may have set by prctl(2), for a filter would punish the question (seccomp)");
        }
        if (answers.get(SETTINGS.size()) == 0 && task.calls().word(0) != TSC_READABLE) {
            throw Refusal.of(
                    task.name(),
                    "it may not read the processor's time stamps (PR_SET_TSC, prctl(2)), which CRIU does not restore",
                    "pre-dumps of the tree work");
        }
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < SETTINGS.size(); i++) {
            // A kernel that does not know one answers an error.
            if (answers.get(i) >= 0 && answers.get(i) != SETTINGS.get(i).usual()) {
                lost.add(SETTINGS.get(i).what());
            }
        }
        return lost;
    }

    private static List<Long> answers(StoppedCalls calls) {
        calls.clear(Long.BYTES);
        List<long[]> asked = new ArrayList<>();
        SETTINGS.forEach(setting -> asked.add(new long[] {setting.option(), 0, 0, 0, 0}));
        asked.add(new long[] {PR_GET_TSC, calls.room(), 0, 0, 0});
        return calls.all(Call.PRCTL, asked);
    }
}
