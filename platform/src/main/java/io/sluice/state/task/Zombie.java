package io.sluice.state.task;

import io.sluice.image.message.CoreEntry;
import io.sluice.image.message.TaskCoreEntry;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;

/** A process that has ended and was not reaped: what its parent will be told (wait(2)). */
public final class Zombie {
    private static final int X86_64 = 1;
    private static final int DEAD = 2;
    private static final int EXIT_CODE_FIELD = 52;

    private Zombie() {}

    /** Takes one. */
    public static CoreEntry of(int pid) {
        String name = "process " + pid;
        StatusLines status = StatusLines.read(pid).orElseThrow(() -> Refusal.gone(name));
        TaskStat stat = TaskStat.read(pid).orElseThrow(() -> Refusal.gone(name));
        return CoreEntry.newBuilder()
                .setMtype(X86_64)
                .setTc(TaskCoreEntry.newBuilder()
                        .setTaskState(DEAD)
                        .setExitCode((int) stat.field(EXIT_CODE_FIELD))
                        .setPersonality(0)
                        .setFlags(0)
                        .setBlkSigset(0)
                        .setComm(status.text("Name")))
                .build();
    }
}
