package io.sluice.trace;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.kernel.Signals;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.tracer.TracerThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong with a task of our own is no reason not to stop the tree. */
class RehearsalTest {
    private static final int SIGKILL = 9;

    /** As by itself, when its time is over on a busy machine. */
    @Test
    void aHelperThatEndsIsNoFailure() {
        List<Integer> killed = new ArrayList<>();
        FrozenWork<Void> work = new FrozenWork<>() {
            @Override
            public Void on(FrozenTree tree) {
                return null;
            }

            @Override
            public void rehearse(FrozenTree helper) {
                killed.add(helper.processes().get(0).pid());
                Signals.send(killed.get(0), SIGKILL);
            }
        };
        assertDoesNotThrow(() -> TracerThread.run("rehearsal", tracer -> {
            Rehearsal.stopHelper(tracer, work);
            return true;
        }));
        assertEquals(1, killed.size());
        assertTrue(TaskStatus.read(killed.get(0)).isEmpty());
    }
}
