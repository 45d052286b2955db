package io.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.StatusLines;
import io.sluice.state.cgroup.ControlGroups;
import io.sluice.state.cgroup.Wanted;
import io.sluice.state.tree.Namespaces;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be dumped of real tasks is seen before they are stopped, and of those that came meanwhile in the stop. */
class SurveyTest {
    @AutoClose
    private final Targets targets = Targets.create();

    private final Survey survey = new Survey(Namespaces.own(), Allowed.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "strict, strictly filtered",
        "trapped, a SIGTRAP waits",
        "deadline, 'scheduling policy, number 6'",
        "own descriptors, descriptors or a working directory of its own",
        "own namespace, another uts namespace"
    })
    void itIsRefusedByName(String kind, String message) {
        int pid = (int) targets.odd(kind).pid();
        refused(() -> survey.of(pid, new ControlGroups(Wanted.NONE)), pid, message);
        refused(() -> new Survey(Namespaces.own(), Allowed.DEFAULT).rest(stopped(pid)), pid, message);
    }

    /** Each with what allows it, where something does. */
    @ParameterizedTest
    @CsvSource({
        "locked, has a lock, --file-locks",
        "large, is a deleted file of more bytes than the limit, --ghost-limit",
        "twice named, is a file that was deleted and has another name, --link-remap",
    })
    void whatAnOptionAllowsIsRefusedWithoutIt(String kind, String message, String option) {
        int pid = (int) targets.odd(kind).pid();
        refused(() -> survey.of(pid, new ControlGroups(Wanted.NONE)), pid, message);
        Allowed all = new Allowed(Long.MAX_VALUE, true, true, Set.of());
        assertThatCode(() -> new Survey(Namespaces.own(), all).of(pid, new ControlGroups(Wanted.NONE)))
                .as("with " + option)
                .doesNotThrowAnyException();
    }

    private static void refused(ThrowingCallable look, int pid, String message) {
        assertThatThrownBy(look)
                .isInstanceOfSatisfying(SluiceException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.TARGET_UNSUPPORTED))
                .hasMessageContaining("process " + pid)
                .hasMessageContaining(message);
    }

    @Test
    void oneThatHasEndedRefusesNothing() {
        Target target = targets.start("sleep", "1000");
        int pid = (int) target.pid();
        target.kill();
        assertThatCode(() -> survey.of(pid, new ControlGroups(Wanted.NONE))).doesNotThrowAnyException();
    }

    @Test
    void whatARestoreDoesNotBringBackIsTold() {
        Target plain = targets.start("sleep", "1000");
        Target odd = targets.start("setarch", "-R", "ionice", "-c", "3", "taskset", "-c", "0", "sleep", "1000");
        Waiting.until(() -> named(odd, "sleep") && named(plain, "sleep"), () -> "no sleep");
        for (Target target : List.of(plain, odd)) {
            survey.of((int) target.pid(), new ControlGroups(Wanted.NONE));
        }
        assertThat(survey.notes())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("process " + odd.pid() + ": a restore does not bring back")
                .contains("its I/O priority", "personality(2)");
    }

    private static boolean named(Target target, String name) {
        return StatusLines.read((int) target.pid())
                .filter(status -> status.text("Name").equals(name))
                .isPresent();
    }

    private static StoppedTask stopped(int pid) {
        List<Integer> threads = ProcessTree.threads(pid);
        Map<Integer, StatusLines> statuses = new HashMap<>();
        threads.forEach(thread -> statuses.put(thread, StatusLines.read(thread).orElseThrow()));
        return new StoppedTask(pid, threads, 0, null, null, statuses);
    }
}
