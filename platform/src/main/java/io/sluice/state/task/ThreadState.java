package io.sluice.state.task;

import io.sluice.image.message.AlternateStackEntry;
import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.RestartableSequencesEntry;
import io.sluice.image.message.ThreadCoreEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.OtherTask;
import io.sluice.kernel.OtherTask.RobustList;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.RestartableSequences;
import io.sluice.proc.StatusLines;
import io.sluice.state.StoppedTask;
import io.sluice.trace.shadow.StoppedCalls;
import io.sluice.trace.shadow.SystemCalls;

/** What a thread has to itself. */
final class ThreadState {
    private static final int X86_64 = 1;
    /** prctl(2). */
    private static final int PR_GET_PDEATHSIG = 2;

    private static final int PR_GET_SECUREBITS = 27;
    private static final int PR_GET_TID_ADDRESS = 40;
    private static final int STACK_BYTES = 24;

    private final StoppedTask task;
    private final int thread;
    private final StatusLines status;

    ThreadState(StoppedTask task, int thread) {
        this.task = task;
        this.thread = thread;
        this.status = task.status(thread);
    }

    /**
     * Takes it. The thread may take a signal while it makes calls: so its registers come last.
     *
     * @return the thread's image, without what its process has
     */
    CoreEntry.Builder take(Processor processor) {
        StoppedCalls calls = task.calls();
        SystemCalls own = calls.ofThread(thread);
        calls.clear(STACK_BYTES);
        own.call(Call.SIGALTSTACK, 0, calls.room());
        ThreadCoreEntry.Builder core =
                ThreadCoreEntry.newBuilder().setSas(stack(calls)).setComm(status.text("Name"));
        own.call(Call.PRCTL, PR_GET_PDEATHSIG, calls.room());
        int parentDeathSignal = (int) calls.word(0);
        own.call(Call.PRCTL, PR_GET_TID_ADDRESS, calls.room());
        long clearedAtEnd = calls.word(0);
        core.setCreds(Credentials.of(status, (int) own.call(Call.PRCTL, PR_GET_SECUREBITS)));
        if (parentDeathSignal != 0) {
            core.setPdeathSig(parentDeathSignal);
        }
        fromOutside(core);
        return CoreEntry.newBuilder()
                .setMtype(X86_64)
                .setThreadInfo(processor.take(task.ptrace(), thread, clearedAtEnd))
                .setThreadCore(core);
    }

    private static AlternateStackEntry stack(StoppedCalls calls) {
        return AlternateStackEntry.newBuilder()
                .setSsSp(calls.word(0))
                .setSsFlags((int) calls.word(8))
                .setSsSize(calls.word(16))
                .build();
    }

    private void fromOutside(ThreadCoreEntry.Builder core) {
        Ptrace ptrace = task.ptrace();
        OtherTask other = new OtherTask(thread);
        RobustList futexes = other.robustList();
        core.setFutexRla(futexes.address())
                .setFutexRlaLen((int) futexes.bytes())
                .setBlkSigset(ptrace.signalMask(thread))
                .setSignalsP(SignalQueue.of(task, thread, false));
        Schedule.take(other.scheduling(), core, task.name());
        RestartableSequences sequences = ptrace.registeredSequences(thread);
        if (sequences.address() != 0) {
            core.setRseqEntry(RestartableSequencesEntry.newBuilder()
                    .setRseqAbiPointer(sequences.address())
                    .setRseqAbiSize(sequences.bytes())
                    .setSignature(sequences.signature()));
        }
    }
}
