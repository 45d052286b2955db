package io.sluice.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.program.Target;
import io.sluice.trace.FrozenTree.FrozenProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trees stand still for the work, all of them, and run on after it as if nothing had been. */
@Timeout(60)
class UnharmedTreeTest {
    private final Control control = Control.unlimited();

    @Test
    void everyThreadStandsStillAndRunsOn() {
        try (Target target = Target.start("threads", "8")) {
            target.awaitBeats();
            FreezeResult<Integer> result = TreeFreezer.freeze(target.pid(), control, tree -> {
                requireStillStanding(tree);
                return tree.processes().get(0).threads().size();
            });
            assertThat(result.value()).isEqualTo(9);
            assertThat(result.frozen()).isGreaterThanOrEqualTo(result.freezing());
            requireRunning(target);
        }
    }

    /** Its threads are stopped by us, and nothing is counted meanwhile. */
    private static void requireStillStanding(FrozenTree tree) {
        for (FrozenProcess process : tree.processes()) {
            for (int thread : process.threads()) {
                assertThat(Target.state(thread)).as("thread %s", thread).isIn('t', 'D');
            }
        }
    }

    private static void requireRunning(Target target) {
        target.awaitBeats();
        assertThat(target.wrong()).isZero();
        requireUntraced(target.pid());
    }

    private static void requireUntraced(int root) {
        for (int process : ProcessTree.processes(root)) {
            for (int thread : ProcessTree.threads(process)) {
                assertThat(TaskStatus.read(thread).map(TaskStatus::tracer).orElse(0))
                        .as("tracer of %s", thread)
                        .isZero();
            }
        }
    }

    @Test
    void nothingIsCountedInTheStop() {
        try (Target target = Target.start("threads", "4")) {
            target.awaitBeats();
            TreeFreezer.freeze(target.pid(), control, tree -> {
                long before = target.beats();
                sleep(30);
                assertThat(target.beats()).isEqualTo(before);
                return null;
            });
            requireRunning(target);
        }
    }

    @Test
    void aStormOfForksStands() {
        storm("fork-storm", 4);
    }

    @Test
    void aStormOfThreadsStands() {
        storm("thread-storm", 4);
    }

    private void storm(String mode, int makers) {
        try (Target target = Target.start(mode, String.valueOf(makers))) {
            target.awaitBeats();
            for (int i = 0; i < 20; i++) {
                TreeFreezer.freeze(target.pid(), control, tree -> {
                    requireWhole(target.pid(), tree);
                    long before = target.beats();
                    sleep(5);
                    assertThat(target.beats()).isEqualTo(before);
                    return null;
                });
            }
            requireRunning(target);
        }
    }

    /** All that lives in the tree now is in the answer, and stands. */
    private static void requireWhole(int root, FrozenTree tree) {
        List<Integer> known =
                tree.processes().stream().flatMap(p -> p.threads().stream()).toList();
        for (int process : ProcessTree.processes(root)) {
            for (int thread : ProcessTree.threads(process)) {
                char state = Target.state(thread);
                if (state != 'Z' && state != 'X' && state != '?') {
                    assertThat(known).contains(thread);
                    assertThat(state).as("thread %s", thread).isEqualTo('t');
                }
            }
        }
    }

    @Test
    void aStoppedProcessStaysStoppedUntilItIsContinued() {
        try (Target target = Target.start("threads", "3")) {
            target.awaitBeats();
            target.signal("STOP");
            Target.await("the stop", () -> Target.state(target.pid()) == 'T');
            for (int i = 0; i < 5; i++) {
                TreeFreezer.freeze(target.pid(), control, tree -> null);
                sleep(10);
                assertThat(Target.state(target.pid())).isEqualTo('T');
            }
            long before = target.beats();
            sleep(20);
            assertThat(target.beats()).isEqualTo(before);
            target.signal("CONT");
            requireRunning(target);
        }
    }

    @Test
    void aProcessThatIsContinuedInTheStopRunsAfterIt() {
        try (Target target = Target.start("threads", "3")) {
            target.signal("STOP");
            Target.await("the stop", () -> Target.state(target.pid()) == 'T');
            TreeFreezer.freeze(target.pid(), control, tree -> {
                target.signal("CONT");
                requireStillStanding(tree);
                return null;
            });
            requireRunning(target);
        }
    }

    @Test
    void aProcessThatIsStoppedInTheStopIsStoppedAfterIt() {
        try (Target target = Target.start("threads", "3")) {
            TreeFreezer.freeze(target.pid(), control, tree -> {
                target.signal("STOP");
                return null;
            });
            Target.await("the stop", () -> Target.state(target.pid()) == 'T');
            target.signal("CONT");
            requireRunning(target);
        }
    }

    @Test
    void signalsOfTheStopArriveAfterIt() {
        try (Target target = Target.start("threads", "3")) {
            target.awaitBeats();
            for (int i = 1; i <= 20; i++) {
                TreeFreezer.freeze(target.pid(), control, tree -> {
                    target.signal("USR1");
                    return null;
                });
                int expected = i;
                Target.await("signal " + i, () -> target.signals() == expected);
            }
            requireRunning(target);
        }
    }

    @Test
    void noSignalIsLostOrDoubledWhileStopsComeAndGo() {
        try (Target target = Target.start("threads", "3")) {
            AtomicInteger sent = new AtomicInteger();
            Thread sender = new Thread(() -> send(target, sent));
            sender.start();
            while (sender.isAlive()) {
                TreeFreezer.freeze(target.pid(), control, tree -> null);
            }
            Target.await("all signals", () -> target.signals() == sent.get());
            sleep(20);
            assertThat(target.signals()).isEqualTo(sent.get());
            requireRunning(target);
        }
    }

    private static void send(Target target, AtomicInteger sent) {
        for (int i = 1; i <= 40; i++) {
            target.signal("USR1");
            sent.incrementAndGet();
            int expected = i;
            Target.await("signal " + i, () -> target.signals() >= expected); // two of a kind would be one
        }
    }

    @Test
    void theParentIsToldNothing() {
        try (Target target = Target.start("watch-child")) {
            target.awaitBeats();
            for (int i = 0; i < 10; i++) {
                TreeFreezer.freeze(target.pid(), control, tree -> null);
                TreeFreezer.freeze((int) target.address(0), control, tree -> null);
            }
            target.awaitBeats();
            assertThat(target.childEvents()).isZero();
        }
    }

    @Test
    void theParentOfAStoppedChildIsToldNothing() {
        try (Target target = Target.start("watch-child")) {
            int child = (int) target.address(0);
            Target.signal("STOP", child);
            Target.await("what stopping tells", () -> target.childEvents() == 2); // SIGCHLD and wait
            for (int i = 0; i < 5; i++) {
                TreeFreezer.freeze(child, control, tree -> null);
            }
            sleep(20);
            assertThat(target.childEvents()).isEqualTo(2);
            assertThat(Target.state(child)).isEqualTo('T');
        }
    }

    @Test
    void aVforkParentStandsWhileItsChildDoes() {
        try (Target target = Target.start("vfork")) {
            Target.await("the vfork", () -> Target.state(target.pid()) == 'D');
            for (int i = 0; i < 3; i++) {
                FreezeResult<Integer> result = TreeFreezer.freeze(target.pid(), control, tree -> {
                    assertThat(Target.state(child(target))).isEqualTo('t');
                    return tree.processes().size();
                });
                assertThat(result.value()).isEqualTo(2);
                assertThat(result.frozen()).isLessThan(Duration.ofSeconds(1));
                requireUntraced(target.pid());
            }
            Target.signal("KILL", child(target));
            target.awaitBeats();
        }
    }

    private static int child(Target target) {
        return ProcessTree.processes(target.pid()).get(1);
    }

    @Test
    void aVforkParentWhoseChildDiesInTheStopDoesNotRun() {
        try (Target target = Target.start("vfork")) {
            Target.await("the vfork", () -> Target.state(target.pid()) == 'D');
            TreeFreezer.freeze(target.pid(), control, tree -> {
                Target.signal("KILL", child(target));
                Target.await("the trap", () -> Target.state(target.pid()) == 't');
                return null;
            });
            target.awaitBeats();
            requireUntraced(target.pid());
        }
    }

    @Test
    void aProcessWhoseFirstThreadHasExitedIsRefusedAndRunsOn() {
        try (Target target = Target.start("leader-exits")) {
            Target.await("the exit of its first thread", () -> Target.state(target.pid()) == 'Z');
            assertThatThrownBy(() -> TreeSurvey.of(target.pid()))
                    .isInstanceOfSatisfying(
                            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_UNSUPPORTED));
            requireRunning(target);
        }
    }

    @Test
    void zombiesAreNamedAndDoNotDisturb() {
        try (Target target = Target.start("zombie-child")) {
            int child = (int) target.address(0);
            Target.await("the end of its child", () -> Target.state(child) == 'Z');
            assertThat(TreeSurvey.of(target.pid()).zombies()).containsExactly(child);
            int processes = TreeFreezer.freeze(
                            target.pid(), control, tree -> tree.processes().size())
                    .value();
            assertThat(processes).isEqualTo(1);
            assertThat(Target.state(child)).as("its end is still to be told").isEqualTo('Z');
        }
    }

    @Test
    void aRootThatDiesInTheStopIsGoneAndTheRestRunsOn() {
        try (Target target = Target.start("watch-child")) {
            int child = (int) target.address(0);
            TreeFreezer.freeze(target.pid(), control, tree -> {
                target.signal("KILL");
                Target.await("its end", () -> Target.state(target.pid()) != 't');
                return null;
            });
            Target.await("its end is seen by its parent", () -> Target.state(target.pid()) == '?');
            requireUntraced(child);
            Target.await("its child runs", () -> "RS".indexOf(Target.state(child)) >= 0);
        }
    }

    @Test
    void membersThatDieAtAnyMomentAreDropped() {
        try (Target target = Target.start("fork-storm", "4")) {
            target.awaitBeats();
            for (int i = 0; i < 15; i++) {
                TreeFreezer.freeze(target.pid(), control, tree -> {
                    tree.processes().stream()
                            .map(FrozenProcess::pid)
                            .filter(pid -> pid != target.pid())
                            .skip(4)
                            .findFirst()
                            .ifPresent(pid -> Target.signal("KILL", pid));
                    return null;
                });
            }
            requireRunning(target);
        }
    }

    @Test
    void timeThatIsUpInTheStopLetsGo() {
        try (Target target = Target.start("threads", "3")) {
            Control limited = Control.of(Optional.of(Duration.ofMillis(300)), progress -> {});
            assertThatThrownBy(() -> TreeFreezer.freeze(target.pid(), limited, tree -> {
                        while (true) {
                            limited.check("working in the stop");
                        }
                    }))
                    .isInstanceOfSatisfying(
                            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
            requireRunning(target);
        }
    }

    @Test
    void cancellingInTheStopLetsGo() {
        try (Target target = Target.start("threads", "3")) {
            Control cancelled = Control.unlimited();
            assertThatThrownBy(() -> TreeFreezer.freeze(target.pid(), cancelled, tree -> {
                        cancelled.cancel();
                        cancelled.check("working in the stop");
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            requireRunning(target);
        }
    }

    @Test
    void whatTheWorkThrowsComesOutAndTheTreeRunsOn() {
        try (Target target = Target.start("threads", "3")) {
            IllegalStateException mistake = new IllegalStateException("mistake");
            assertThatThrownBy(() -> TreeFreezer.freeze(target.pid(), control, tree -> {
                        throw mistake;
                    }))
                    .isSameAs(mistake);
            requireRunning(target);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
