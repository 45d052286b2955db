package io.sluice.state.task;

import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.TaskCoreEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ExtendedLayout;
import io.sluice.proc.ProcFile;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import io.sluice.state.cgroup.ControlGroups;
import io.sluice.trace.shadow.StoppedCalls;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the threads of a process have together, and what each has. */
public final class ProcessState {
    private static final int ALIVE = 1;
    private static final int STOPPED = 3;
    private static final int FILTERED = 2;
    private static final int FLAGS_FIELD = 9;
    private static final int PR_GET_CHILD_SUBREAPER = 37;
    private static final int GET_REGISTRATIONS = 1 << 9;
    private final StoppedTask task;
    private final Processor processor;
    private final FilterChains filters;
    private final ControlGroups groups;

    /**
     * @param layout where the parts of the processor's extended state stand
     * @param filters those of the tree, which get the process's
     * @param groups the control groups of the tree
     */
    public ProcessState(StoppedTask task, ExtendedLayout layout, FilterChains filters, ControlGroups groups) {
        this.task = task;
        this.processor = new Processor(layout);
        this.filters = filters;
        this.groups = groups;
    }

    /** Takes all: an image for each thread, by the thread's number in images, the first thread's with the process in it. */
    public Map<Integer, CoreEntry> take() {
        Map<Integer, CoreEntry> cores = new LinkedHashMap<>();
        TaskCoreEntry.Builder process = asked();
        Map<Integer, Integer> chains = filters.of(task);
        for (int thread : task.threads()) {
            CoreEntry.Builder core = new ThreadState(task, thread).take(processor);
            if (chains.containsKey(thread)) {
                core.getThreadCoreBuilder().setSeccompMode(FILTERED).setSeccompFilter(chains.get(thread));
            }
            groups.set(thread, task.name())
                    .ifPresent(set -> core.getThreadCoreBuilder().setCgSet(set));
            if (thread == task.pid()) {
                core.setTc(process);
            }
            cores.put(task.number(thread), core.build());
        }
        // What threads have taken of the common signals by then, they have in their own registers.
        int first = task.number(task.pid());
        CoreEntry.Builder leader = cores.get(first).toBuilder();
        leader.getTcBuilder().setSignalsS(SignalQueue.of(task, task.pid(), true));
        cores.put(first, leader.build());
        return cores;
    }

    private TaskCoreEntry.Builder asked() {
        StoppedCalls calls = task.calls();
        TaskCoreEntry.Builder process = TaskCoreEntry.newBuilder()
                .setTaskState(task.stopSignal() == 0 ? ALIVE : STOPPED)
                .setExitCode(0)
                .setPersonality(Integer.parseUnsignedInt(file("personality"), 16))
                .setFlags((int) stat().field(FLAGS_FIELD))
                .setBlkSigset(task.ptrace().signalMask(task.pid()))
                .setComm(task.status(task.pid()).text("Name"))
                .setTimers(new Timers(task).take())
                .setRlimits(Limits.of(task))
                .setLoginuid(Integer.parseUnsignedInt(file("loginuid")))
                .setOomScoreAdj(Integer.parseInt(file("oom_score_adj")))
                .addAllSigactions(SignalActions.of(task));
        if (task.stopSignal() != 0) {
            process.setStopSigno(task.stopSignal());
        }
        calls.clear(Long.BYTES);
        calls.ofProcess().call(Call.PRCTL, PR_GET_CHILD_SUBREAPER, calls.room());
        process.setChildSubreaper(calls.word(0) != 0);
        long registrations = calls.ofProcess().attempt(Call.MEMBARRIER, GET_REGISTRATIONS, 0, 0);
        if (registrations > 0) {
            process.setMembarrierRegistrationMask((int) registrations);
        }
        return process;
    }

    private TaskStat stat() {
        return TaskStat.read(task.pid()).orElseThrow(() -> Refusal.gone(task.name()));
    }

    private String file(String name) {
        return ProcFile.read("/proc/" + task.pid() + "/" + name)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).trim())
                .orElseThrow(() -> Refusal.gone(task.name()));
    }
}
