package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.control.Progress;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform as a library: requests in, reports out, ended by whoever asked or by the time. */
class LibraryIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private io.sluice.Sluice sluice;
    private Keeper keeper;
    private Path chain;

    @BeforeEach
    void open() {
        Path home = Sluice.launcher().getParent().getParent();
        sluice = io.sluice.Sluice.open(Configuration.defaults(home));
        keeper = targets.keeper(KeeperPlan.plain(64));
        chain = targets.folder().resolve("chain");
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        sluice.close();
    }

    private PreDumpRequest first() {
        return PreDumpRequest.first((int) keeper.pid(), chain.resolve("1").toString());
    }

    @Test
    void preDumpsVerifiesAndDescribes() {
        PreDumpReport report = sluice.preDump(first(), Control.unlimited());
        assertThat(report.counts().written()).isGreaterThan(64 * 256);
        keeper.write(10);
        String second = chain.resolve("2").toString();
        PreDumpReport next =
                sluice.preDump(PreDumpRequest.next((int) keeper.pid(), second, "../1"), Control.unlimited());
        assertThat(next.wholeBecause()).isEmpty();
        assertThat(next.counts().written()).isBetween(1L, 500L);
        assertThat(sluice.verify(second, Control.unlimited()).sound()).isTrue();
        assertThat(sluice.describe(second, Control.unlimited()).sets()).hasSize(2);
    }

    @Test
    void tellsItsProgress() {
        AtomicLong done = new AtomicLong();
        AtomicLong total = new AtomicLong();
        sluice.preDump(first(), Control.of(Optional.empty(), progress -> {
            done.accumulateAndGet(progress.done(), Math::max);
            total.set(progress.total());
        }));
        assertThat(done.get()).isGreaterThan(64L << 20);
        assertThat(total.get()).isBetween(done.get() / 2, done.get() * 2);
    }

    /** Cancelled at the first chunk, in the middle, and late: the set is absent and the target whole. */
    @Test
    void isCancelledAtAnyTime() {
        for (long bytes : new long[] {0, 16L << 20, 48L << 20}) {
            AtomicReference<Control> control = new AtomicReference<>();
            control.set(Control.of(Optional.empty(), progress -> cancelFrom(bytes, progress, control.get())));
            SluiceException cancelled =
                    catchThrowableOfType(SluiceException.class, () -> sluice.preDump(first(), control.get()));
            assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(chain.resolve("1")).doesNotExist();
        }
        assertThat(keeper.wrongPages()).isZero();
    }

    private static void cancelFrom(long bytes, Progress progress, Control control) {
        if (progress.done() >= bytes) {
            control.cancel();
        }
    }

    @Test
    void anInterruptCancels() {
        Thread.currentThread().interrupt();
        SluiceException cancelled =
                catchThrowableOfType(SluiceException.class, () -> sluice.preDump(first(), Control.unlimited()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(Files.exists(chain.resolve("1"))).isFalse();
    }

    /** Limits from nothing to more than enough: in whatever stage the time ends, nothing is half there. */
    @Test
    void theTimeCoversEveryStage() {
        int ended = 0;
        for (int round = 0; round < 15; round++) {
            Duration limit = Duration.ofMillis(round * 5L);
            Path set = chain.resolve("limit-" + round);
            PreDumpRequest request = PreDumpRequest.first((int) keeper.pid(), set.toString());
            try {
                sluice.preDump(request, Control.of(Optional.of(limit), progress -> {}));
                assertThat(sluice.verify(set.toString(), Control.unlimited()).sound())
                        .isTrue();
            } catch (SluiceException late) {
                assertThat(late.code()).isEqualTo(ErrorCode.TIMEOUT);
                assertThat(set).doesNotExist();
                ended++;
            }
        }
        assertThat(ended).isPositive();
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }
}
