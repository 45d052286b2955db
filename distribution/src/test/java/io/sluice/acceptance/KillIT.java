package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.RegionKind;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** kill -9 at random moments, half of them aimed at the stop, leaves the target as it was. */
class KillIT {
    private static final int KILLS = Form.count(4, 200);
    private static final int THREADS = 9;
    private static final long LONGEST = 800;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private int inTheStop;

    @Test
    void killsAtAnyMomentDoNoHarm() {
        Keeper keeper = targets.keeper(new KeeperPlan(64, THREADS, 1, EnumSet.allOf(RegionKind.class)));
        keeper.rate(5_000);
        long usual = round(keeper, "warm");
        Wellbeing before = new Wellbeing(keeper, THREADS);
        for (int kill = 0; kill < KILLS; kill++) {
            boolean aimed = kill % 2 == 0;
            killOne(keeper, targets.folder().resolve("set-" + kill), aimed, usual);
            before.assertUnharmed("after kill " + kill + (aimed ? " in the stop" : "") + ", seed " + Form.seed());
            if (kill % 10 == 9) {
                assertThat(keeper.wrongPages()).as("seed " + Form.seed()).isZero();
            }
        }
        assertThat(inTheStop).as("kills that met the stop").isGreaterThanOrEqualTo(KILLS / 8);
        round(keeper, "after");
        assertThat(keeper.wrongPages()).isZero();
    }

    /** Here shadows live in the target. What they leave behind, if they cannot take it along, release takes out. */
    @Test
    void killsOfADrainThatMakesCallsDoNoHarm() throws IOException {
        Path config = Files.writeString(targets.folder().resolve("config.yaml"), "tracker: none\n");
        String[] drain = {"--config", config.toString(), "--pre-dump-mode", "splice"};
        for (int threads : new int[] {1, THREADS}) {
            Keeper keeper = targets.keeper(new KeeperPlan(64, threads, 1, EnumSet.allOf(RegionKind.class)));
            String pid = Long.toString(keeper.pid());
            Wellbeing before = new Wellbeing(keeper, threads);
            for (int kill = 0; kill < KILLS / 2; kill++) {
                boolean aimed = kill % 2 == 0;
                Path set = targets.folder().resolve("spliced-" + threads + "-" + kill);
                killOne(keeper, set, aimed, LONGEST, drain);
                Sluice.run("release", pid).succeeded();
                before.assertUnharmed("after kill " + kill + " of " + threads + " threads, seed " + Form.seed());
            }
            assertThat(keeper.wrongPages()).isZero();
        }
    }

    private long round(Keeper keeper, String name) {
        long begun = System.nanoTime();
        Rounds rounds = new Rounds(targets.folder().resolve(name), keeper.target());
        rounds.next();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private void killOne(Keeper keeper, Path set, boolean aimed, long usual, String... more) {
        List<String> words = new ArrayList<>(List.of("pre-dump", "-t", Long.toString(keeper.pid()), "-D", "" + set));
        words.addAll(Arrays.asList(more));
        Process process = Sluice.start(targets.folder().resolve("killed.log"), words.toArray(String[]::new));
        if (aimed) {
            awaitStop(keeper.files(), process);
        } else {
            Waiting.pause(random.nextLong(usual));
        }
        Sluice.kill(process);
    }

    /** Polls without a pause: the stop lasts a millisecond. */
    private void awaitStop(TaskFiles task, Process process) {
        long wait = random.nextLong(500_000);
        while (process.isAlive()) {
            if (task.state() == 't') {
                inTheStop++;
                spin(wait);
                return;
            }
        }
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsLeftAfterANormalEnd() {
        Keeper keeper = targets.keeper(new KeeperPlan(8, THREADS, 1, EnumSet.allOf(RegionKind.class)));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        round(keeper, "normal");
        before.assertUnharmed("after a normal end");
    }

    @Test
    void aTargetThatIsKilledMeanwhileIsAClearAnswer() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(256));
        Path log = targets.folder().resolve("dying.log");
        Process process = Sluice.start(
                log,
                "pre-dump",
                "-t",
                Long.toString(keeper.pid()),
                "-D",
                "" + targets.folder().resolve("dying"));
        Waiting.until(() -> !process.isAlive() || traced(keeper.files()), () -> "never traced");
        keeper.target().kill();
        Waiting.until(() -> !process.isAlive(), () -> "sluice waits for the dead");
        assertThat(process.exitValue()).isLessThan(128);
        assertThat(log.resolveSibling("dying.log.err")).content().doesNotContain("Exception");
    }

    private static boolean traced(TaskFiles task) {
        try {
            return !task.status("TracerPid").equals("0");
        } catch (UncheckedIOException gone) {
            return true;
        }
    }
}
