package io.sluice.state;

import io.sluice.kernel.Ptrace;
import io.sluice.proc.StatusLines;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.shadow.StoppedCalls;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that stands still, as those see it who take its state: on the thread that traces it.
 *
 * @param pid its number, as Sluice sees it
 * @param threads its threads, the first one first
 * @param stopSignal the signal that had stopped it before; 0 when it ran
 * @param ptrace looks into them
 * @param calls asks them
 * @param statuses what the kernel says of each thread
 */
public record StoppedTask(
        int pid,
        List<Integer> threads,
        int stopSignal,
        Ptrace ptrace,
        StoppedCalls calls,
        Map<Integer, StatusLines> statuses) {

    /** That of a process. */
    static StoppedTask of(FrozenProcess process, Ptrace ptrace, StoppedCalls calls) {
        List<Integer> threads = process.threads().stream()
                .sorted(Comparator.comparing((Integer thread) -> thread != process.pid()))
                .toList();
        Map<Integer, StatusLines> statuses = new HashMap<>();
        threads.forEach(thread ->
                statuses.put(thread, StatusLines.read(thread).orElseThrow(() -> Refusal.gone("thread " + thread))));
        return new StoppedTask(process.pid(), threads, process.stopSignal(), ptrace, calls, statuses);
    }

    /** What messages call it. */
    public String name() {
        return "process " + pid + " (" + status(pid).text("Name") + ")";
    }

    /** What the kernel says of a thread. */
    public StatusLines status(int thread) {
        return statuses.get(thread);
    }

    /** The number of a thread in the innermost pid namespace, by which images name it. */
    public int number(int thread) {
        return status(thread).innermost("NSpid");
    }
}
