package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.kernel.Architecture.Call;
import io.sluice.program.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are in everything that a stop could disturb, or restrict what is done in them: shadows do them no harm. */
@Timeout(60)
class UnusualTargetTest {

    /**
     * One of another user, one with locked memory, some with filtered calls, one that only a single thread may be, one whose
     * vdso has moved.
     */
    @ParameterizedTest
    @ValueSource(strings = {"one", "namespaces", "denied", "killed", "locked", "user", "moved"})
    void shadowsComeAndGoAndItIsAsBefore(String mode) {
        try (Target target = Target.startUnharmed(mode)) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            OwnDescriptors descriptors = OwnDescriptors.now();
            for (int i = 0; i < 20; i++) {
                use(target.pid());
                HeldCalls.in(target.pid(), calls -> calls.call(Call.GETPID));
            }
            if (mode.equals("namespaces")) {
                Condition.requireGoesOn(target, target.pid(), mode);
                assertThat(target.address(0)).as("times that it was not alone").isZero();
            } else {
                expected(before, mode).requireUnharmed(target, target.pid(), mode);
            }
            descriptors.requireNoneMore();
        }
    }

    /** Whatever the thread is at that is borrowed: see the kinds of unharmed.c. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void itsThreadsNoticeNothing(int first) {
        try (Target target = Target.startUnharmed("many", "60", String.valueOf(first))) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            for (int i = 0; i < 20; i++) {
                use(target.pid());
            }
            before.requireUnharmed(target, target.pid(), "borrowing kind " + first);
        }
    }

    /** Where calls are filtered the page of the vdso may not be cleaned: a copy of it stays, with what it always held. */
    private static Condition expected(Condition before, String mode) {
        boolean filtered = mode.equals("denied") || mode.equals("killed");
        return filtered ? before.withVdsoOwn(4) : before;
    }

    private static void use(int pid) {
        try (Shadow shadow = Shadow.in(pid)) {
            assertThat(shadow.call(Call.GETPID)).isPositive();
            assertThat(shadow.attempt(Call.CLOSE, 4711)).isEqualTo(-9);
        }
    }

    @Test
    void aChildThatIsMadeMeanwhileHasNothingOfOurs() {
        try (Target target = Target.startUnharmed("forks")) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            try (Shadow shadow = Shadow.in(target.pid())) {
                target.signal("USR2");
                Target.await("a child", () -> target.address(0) != 0);
                assertThat(shadow.call(Call.GETPID)).isPositive();
            }
            Condition child = Condition.of((int) target.address(0));
            assertThat(child.vdsoOwn()).isZero();
            assertThat(child.lastWord()).isZero();
            assertThat(child.mappings()).isEqualTo(before.mappings());
            assertThat(child.children()).isZero();
        }
    }

    @Test
    void aTargetInAnotherPidNamespaceIsServed() {
        try (Target outer = Target.startUnharmed("namespace")) {
            int pid = (int) outer.address(0);
            outer.awaitRounds();
            Condition before = Condition.of(pid);
            for (int i = 0; i < 10; i++) {
                use(pid);
            }
            before.requireUnharmed(outer, pid, "in a namespace");
        }
    }

    @Test
    void aStoppedTargetIsServedAndStaysStopped() {
        try (Target target = Target.startUnharmed("many")) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            target.signal("STOP");
            Target.await("the stop", () -> Target.state(target.pid()) == 'T');
            for (int i = 0; i < 5; i++) {
                use(target.pid());
                Target.await("the stop again", () -> Target.state(target.pid()) == 'T');
            }
            target.signal("CONT");
            before.requireUnharmed(target, target.pid(), "after it was stopped");
        }
    }

    /** It makes the calls itself, and a copy of the page of the stub stays in it. */
    @Test
    void aTargetThatMayMakeNoTaskIsServedByAThreadOfItsOwn() {
        try (Target target = Target.startUnharmed("crowded")) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            for (int i = 0; i < 20; i++) {
                HeldCalls.in(target.pid(), calls -> {
                    assertThat(calls.call(Call.GETPID)).isEqualTo(target.pid());
                    assertThat(calls.attempt(Call.CLOSE, 4711)).isEqualTo(-9);
                    return calls.call(Call.GETPID);
                });
            }
            before.withVdsoOwn(4).requireUnharmed(target, target.pid(), "after calls by its own thread");
        }
    }

    /** What would kill it, should Sluice die in the middle, is not done. */
    @ParameterizedTest
    @ValueSource(
            strings = {"alone seccomp", "strict strictly", "crowded EAGAIN", "dispatches dispatched", "old 64-bit"})
    void aTargetThatPunishesCallsIsRefusedAndAsBefore(String modeAndReason) {
        String[] words = modeAndReason.split(" ", -1);
        try (Target target = Target.startUnharmed(words[0])) {
            target.awaitRounds();
            Condition before = Condition.of(target.pid());
            OwnDescriptors descriptors = OwnDescriptors.now();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> Shadow.in(target.pid()))
                        .isInstanceOf(ShadowException.class)
                        .hasMessageContaining(words[1]);
            }
            target.awaitRounds();
            Condition now = Condition.of(target.pid());
            assertThat(now.mappings()).isEqualTo(before.mappings());
            assertThat(now.lastWord()).isZero();
            assertThat(Leftovers.hasStub(target.pid())).isFalse();
            descriptors.requireNoneMore();
        }
    }
}
