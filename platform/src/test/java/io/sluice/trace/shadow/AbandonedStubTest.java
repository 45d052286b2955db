package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.Ptrace;
import io.sluice.proc.ProcessTree;
import io.sluice.program.Target;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;
import io.sluice.trace.tracer.TracerThread;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tracing thread ends in the worst moments, as it does when Sluice is killed: the next visit leaves the stub alone as long
 * as somebody is in it.
 */
@Timeout(60)
class AbandonedStubTest {

    @Test
    void aChildThatHasNotRunYetKeepsIt() {
        try (Target target = Target.startUnharmed("many")) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            abandon(target.pid(), visit -> {
                long number = Architecture.current().number(Call.CLONE);
                assertThat(visit.parent().call(true, number, ShadowKind.THREAD.flags()))
                        .isPositive();
                LivingShadows.remove(visit.parent().child()); // it is another Sluice's that is dead
                target.signal("STOP");
                Target.await("the stop of all", () -> ProcessTree.threads(target.pid()).stream()
                        .allMatch(thread -> "Tt".indexOf(Target.state(thread)) >= 0));
            });
            assertThatThrownBy(() -> HeldCalls.in(target.pid(), calls -> calls.call(Call.GETPID)))
                    .isInstanceOf(ShadowException.class)
                    .hasMessageContaining("does not leave");
            target.signal("CONT");
            HeldCalls.in(target.pid(), calls -> calls.call(Call.GETPID));
            before.requireUnharmed(target, target.pid(), "after its Sluice had left a child");
        }
    }

    @Test
    void aHandlerThatGoesBackIntoItKeepsIt() {
        try (Target target = Target.startUnharmed("handler")) {
            target.awaitRounds();
            Shadow.in(target.pid()).close();
            Condition before = Condition.of(target.pid());
            abandon(target.pid(), visit -> {
                target.signal("USR2");
                enter(visit);
            });
            Target.await("the handler", () -> target.address(0) == 1);
            HeldCalls.in(target.pid(), calls -> calls.call(Call.GETPID));
            assertThat(target.address(1)).as("ends of the handler").isEqualTo(1);
            before.requireUnharmed(target, target.pid(), "after a signal in the stub");
        }
    }

    private static void enter(Visit visit) {
        Ptrace ptrace = visit.ptrace();
        int thread = visit.parent().thread();
        Registers settled =
                Machine.current().registers(ptrace.registers(thread)).settled();
        visit.stub()
                .borrow(
                        thread,
                        settled,
                        ptrace.signalMask(thread),
                        Architecture.current().number(Call.GETPID));
        ptrace.setRegisters(
                thread, settled.entering(visit.stub().address(), false).words());
    }

    /** Does some of a visit, and is gone. */
    private static void abandon(int pid, Consumer<Visit> until) {
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            TracerThread.run("abandons", tracer -> {
                until.accept(Visit.begin(tracer, pid, memory));
                return pid;
            });
        }
    }
}
