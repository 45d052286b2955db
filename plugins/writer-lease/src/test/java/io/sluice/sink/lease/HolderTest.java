package io.sluice.sink.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class HolderTest {

    @Test
    void thisProcessLives() throws Exception {
        Holder self = Holder.self();
        assertThat(Holder.parse(self.text())).contains(self);
        assertThat(self.fate()).isEqualTo(Fate.LIVING);
    }

    @Test
    void aPidThatAnotherProcessHasNowIsDead() throws Exception {
        Holder self = Holder.self();
        Holder earlier = new Holder(self.id(), self.boot(), self.namespace(), self.pid(), self.started() - 1);
        assertThat(earlier.fate()).isEqualTo(Fate.DEAD);
    }

    @Test
    void ofOtherMachinesAndContainersNothingIsKnown() throws Exception {
        Holder self = Holder.self();
        assertThat(new Holder(self.id(), "another", self.namespace(), self.pid(), self.started()).fate())
                .isEqualTo(Fate.ELSEWHERE);
        assertThat(new Holder(self.id(), self.boot(), "pid:[1]", self.pid(), self.started()).fate())
                .isEqualTo(Fate.ELSEWHERE);
    }

    @Test
    void whatNobodyWroteIsNoHolder() {
        assertThat(Holder.parse("")).isEmpty();
        assertThat(Holder.parse("sluice-writer-1 x b n 1 2")).isEmpty();
        assertThat(Holder.parse(Holder.class.getName())).isEmpty();
    }

    @Test
    void aLeaseThatSomebodyTookIsLost() throws Exception {
        AtomicBoolean ours = new AtomicBoolean(true);
        CountDownLatch asked = new CountDownLatch(2);
        try (Heartbeat heartbeat =
                Heartbeat.start("test", Duration.ofMillis(400), System.nanoTime() + (1L << 40), () -> {
                    asked.countDown();
                    return ours.getAndSet(false);
                })) {
            assertThat(heartbeat.holds()).isTrue();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            while (heartbeat.holds()) {
                Thread.onSpinWait();
            }
        }
    }
}
