package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.ProcessMemory;
import io.sluice.program.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Status, flags and identity of real tasks. */
class TaskStatusTest {

    @Test
    void aThreadOfTheKernelIsTold() {
        assertThat(TaskStatus.read(2).orElseThrow().kernelThread()).isTrue();
        int own = (int) ProcessHandle.current().pid();
        assertThat(TaskStatus.read(own).orElseThrow().kernelThread()).isFalse();
    }

    @Test
    void aZombieIsNoThreadOfTheKernel() {
        try (Target target = Target.start("zombie-child")) {
            int child = (int) target.address(0);
            Target.await("its end", () -> Target.state(child) == 'Z');
            TaskStatus status = TaskStatus.read(child).orElseThrow();
            assertThat(status.ended()).isTrue();
            assertThat(status.kernelThread()).isFalse();
        }
    }

    @Test
    void anExecMakesAnotherIdentityAndNothingElseDoes() {
        try (Target target = Target.start("exec")) {
            TaskIdentity first = identity(target);
            assertThat(identity(target)).isEqualTo(first);
            target.signal("USR1");
            Target.await("another program", () -> !identity(target).equals(first));
            assertThat(identity(target).startTicks()).isEqualTo(first.startTicks());
            assertThat(first.program()).hasSize(32);
        }
    }

    private static TaskIdentity identity(Target target) {
        try (ProcessMemory memory = ProcessMemory.open(target.pid())) {
            return TaskIdentity.read(target.pid(), memory).orElseThrow();
        }
    }

    @Test
    void whatIsGoneIsAnEmptyAnswer() {
        assertThat(TaskStatus.read(Integer.MAX_VALUE)).isEmpty();
        assertThat(ProcessTree.threads(Integer.MAX_VALUE)).isEmpty();
        assertThat(ProcessTree.processes(Integer.MAX_VALUE)).isEqualTo(List.of(Integer.MAX_VALUE));
        assertThat(TaskMappings.read(Integer.MAX_VALUE).mappings()).isEmpty();
    }
}
