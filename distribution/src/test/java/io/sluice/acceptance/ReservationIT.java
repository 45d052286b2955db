package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Caller;
import io.sluice.testkit.program.Targets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Address space that is reserved and empty, as Go, sanitizers and the JVM have it, gets no page tables by being tracked. */
class ReservationIT {
    private static final long TEBIBYTE = 1L << 40;
    private static final long FLAGS = Caller.PRIVATE_ANONYMOUS | Caller.NO_RESERVE;

    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @EnumSource(names = {"TRACKED_READ", "TRACKED_AND_HASHED"})
    void threeRoundsAddNoPageTables(Way way) {
        Caller caller = targets.caller();
        caller.map(TEBIBYTE, 0, FLAGS);
        long writable = caller.map(TEBIBYTE, 3, FLAGS);
        for (int part = 0; part < 64; part++) {
            caller.touch(writable + part * (TEBIBYTE / 64), 4096);
        }
        long before = pageTables(caller);
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), caller.target(), way);
        for (int round = 0; round < 3; round++) {
            rounds.next();
            caller.touch(writable + round * (TEBIBYTE / 64), 4096);
        }
        assertThat(pageTables(caller) - before).isLessThanOrEqualTo(Math.max(64, before / 100));
        Sluice.run("verify", rounds.last().toString()).succeeded();
        rounds.release();
    }

    /** In KiB. */
    private static long pageTables(Caller caller) {
        return Long.parseLong(
                caller.target().files().status("VmPTE").replace("kB", "").trim());
    }
}
