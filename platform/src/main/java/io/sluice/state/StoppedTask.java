package io.sluice.state;

import io.sluice.kernel.Ptrace;
import io.sluice.proc.StatusLines;
import io.sluice.trace.shadow.StoppedCalls;
import java.util.List;

/**
 * A process that stands still, as those see it who take its state: on the thread that traces it.
 *
 * @param pid its number, as Sluice sees it
 * @param threads its threads, the first one first
 * @param stopSignal the signal that had stopped it before; 0 when it ran
 * @param ptrace looks into them
 * @param calls asks them
 */
public record StoppedTask(int pid, List<Integer> threads, int stopSignal, Ptrace ptrace, StoppedCalls calls) {

    /** What messages call it. */
    public String name() {
        return "process " + pid + " (" + status(pid).text("Name") + ")";
    }

    /** What the kernel says of a thread. */
    public StatusLines status(int thread) {
        return StatusLines.read(thread).orElseThrow(() -> Refusal.gone("thread " + thread));
    }

    /** The number of a thread in the innermost pid namespace, by which images name it. */
    public int number(int thread) {
        return status(thread).innermost("NSpid");
    }
}
