package io.sluice.state.task;

import io.sluice.failure.SluiceException;
import io.sluice.kernel.OtherTask;
import io.sluice.proc.StatusLines;
import io.sluice.state.Refusal;

/** What a thread may have that images have no place for, or that makes it impossible to ask it: refused. */
public final class Attributes {
    private static final String PRE_DUMPS = "pre-dumps of the tree work";
    private static final String STRICT = "1";
    static final int TRAP = 5;

    private Attributes() {}

    /**
     * Refuses a thread with such an attribute.
     *
     * @param name what messages call it
     */
    public static void require(int thread, StatusLines status, String name) {
        if (status.text("Seccomp").equals(STRICT)) {
            throw Refusal.of(
                    name,
                    "its calls are strictly filtered (seccomp): were Sluice killed while it asks, it would be killed too",
                    PRE_DUMPS);
        }
        if (status.text("x86_Thread_features").contains("shstk")) {
            throw Refusal.of(name, "it has a shadow stack, which cannot be dumped yet", PRE_DUMPS);
        }
        if (((status.bits("SigPnd") | status.bits("ShdPnd")) >>> (TRAP - 1) & 1) == 1) {
            throw trapped(name);
        }
        Schedule.require(new OtherTask(thread).scheduling(), name);
    }

    /** A restore sets tasks going by traps, and loses those that wait: so CRIU dumps none. */
    static SluiceException trapped(String name) {
        return Refusal.of(
                name, "a SIGTRAP waits for it, which a restore would lose", "dump it once it took the signal");
    }
}
