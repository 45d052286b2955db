package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** kill -9 of a dump in all its stages leaves the tree as it was; only a committed set has a tree killed. */
class DumpKillIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", Form.count(5, 500));
    private static final int THREADS = 9;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private final Map<Stage, Integer> met = new HashMap<>();

    /** Where a kill is aimed at. */
    private enum Stage {
        ANY,
        /** The tree stands still. */
        STOP,
        /** There is a copy of its memory. */
        COPY
    }

    @Test
    void aTreeThatIsToRunOnIsUnharmed() {
        Keeper keeper = keeper();
        Wellbeing before = new Wellbeing(keeper, THREADS);
        long usual = dump(keeper, "warm", "--leave-running");
        List<Long> processes = processes(keeper);
        int kills = KILLS * 2 / 3;
        for (int kill = 0; kill < kills; kill++) {
            Stage stage = Stage.values()[(kills - kill) % Stage.values().length];
            String after = "after kill " + kill + " at " + stage + ", seed " + Form.seed();
            Path set = targets.folder().resolve("running-" + kill);
            kill(keeper, set, stage, usual, "--leave-running");
            awaitEndOfOurs(keeper, processes, after);
            assertThat(keeper.reap()).as("a child that it sees, " + after).isZero();
            before.assertGoesOn(after);
            assertWholeOrAbsent(set, after);
            if ((kills - kill) % 2 == 0) { // else the next dump takes out what is left
                Sluice.run("release", Long.toString(keeper.pid())).succeeded();
                before.assertUnharmed(after + ", released");
            }
            if (kill % 10 == 9) {
                assertThat(keeper.wrongPages()).as(after).isZero();
            }
        }
        dump(keeper, "last", "--leave-running");
        before.assertUnharmed("after the next dump, seed " + Form.seed());
        assertThat(keeper.wrongPages()).as("seed " + Form.seed()).isZero();
        assertThat(met.getOrDefault(Stage.STOP, 0))
                .as("kills that met the stop")
                .isPositive();
        assertThat(met.getOrDefault(Stage.COPY, 0)).as("kills that met a copy").isPositive();
    }

    /** What changed since the pre-dump is then read in the stop, and nothing is copied. */
    @Test
    void aTreeThatIsTrackedIsUnharmed() {
        Keeper keeper = keeper();
        Wellbeing before = new Wellbeing(keeper, THREADS);
        long usual = dump(keeper, "warm", "--leave-running");
        List<Long> processes = processes(keeper);
        for (int kill = 0; kill < Math.max(2, KILLS / 5); kill++) {
            Stage stage = kill % 2 == 0 ? Stage.STOP : Stage.ANY;
            String after = "after kill " + kill + " at " + stage + ", seed " + Form.seed();
            Path parent = targets.folder().resolve("parent-" + kill);
            Sluice.run("pre-dump", "-t", Long.toString(keeper.pid()), "-D", parent.toString(), "--track-mem")
                    .succeeded();
            Path set = targets.folder().resolve("tracked-" + kill);
            kill(keeper, set, stage, usual, "--leave-running", "--track-mem", "--prev-images-dir", parent.toString());
            awaitEndOfOurs(keeper, processes, after);
            assertThat(keeper.reap()).as("a child that it sees, " + after).isZero();
            assertWholeOrAbsent(set, after);
            assertThat(keeper.wrongPages()).as(after).isZero();
            Sluice.run("release", Long.toString(keeper.pid())).succeeded();
            before.assertUnharmed(after + ", released");
        }
        assertThat(met.getOrDefault(Stage.STOP, 0))
                .as("kills that met the stop")
                .isPositive();
    }

    @Test
    void aTreeIsKilledOnlyWithACommittedSet() {
        Keeper keeper = keeper();
        Wellbeing before = new Wellbeing(keeper, THREADS);
        List<Long> processes = processes(keeper);
        long usual = dump(keeper, "warm", "--leave-running");
        for (int kill = 0; kill < KILLS - KILLS * 2 / 3; kill++) {
            Stage stage = kill % 2 == 0 ? Stage.STOP : Stage.ANY;
            String after = "after kill " + kill + " at " + stage + ", seed " + Form.seed();
            Path set = targets.folder().resolve("killing-" + kill);
            kill(keeper, set, stage, usual);
            boolean whole = assertWholeOrAbsent(set, after);
            if (whole && living(keeper).size() < processes.size()) {
                keeper.target().kill();
                keeper = keeper();
                before = new Wellbeing(keeper, THREADS);
                processes = processes(keeper);
            } else {
                awaitEndOfOurs(keeper, processes, after);
                before.assertGoesOn(after);
                assertThat(keeper.wrongPages()).as(after).isZero();
            }
        }
    }

    private Keeper keeper() {
        Keeper keeper = targets.keeper(
                new KeeperPlan(16, THREADS, 1, KeeperPlan.restorable(16).kinds()));
        keeper.rate(5_000);
        return keeper;
    }

    /** Answers how long it took, in milliseconds. */
    private long dump(Keeper keeper, String name, String... more) {
        long begun = System.nanoTime();
        Sluice.run(words(keeper, targets.folder().resolve(name), more)).succeeded();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static String[] words(Keeper keeper, Path set, String... more) {
        List<String> words = new ArrayList<>(List.of("dump", "-t", Long.toString(keeper.pid()), "-D", set.toString()));
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    private void kill(Keeper keeper, Path set, Stage stage, long usual, String... more) {
        Process process = Sluice.start(targets.folder().resolve("killed.log"), words(keeper, set, more));
        // It takes a third of its time to start; polling would keep a processor from it.
        Waiting.pause(stage == Stage.ANY ? random.nextLong(usual) : usual / 3);
        switch (stage) {
            case ANY -> {}
            case STOP -> awaitStop(keeper.files(), process);
            case COPY -> awaitCopy(keeper, process);
        }
        Sluice.kill(process);
    }

    /** Polls without a pause, and waits for a part of what the stop takes. */
    private void awaitStop(TaskFiles task, Process process) {
        while (process.isAlive()) {
            if (state(task) == 't') {
                met.merge(Stage.STOP, 1, Integer::sum);
                spin(random.nextLong(40_000_000));
                return;
            }
        }
    }

    private void awaitCopy(Keeper keeper, Process process) {
        List<Long> before = keeper.files().children();
        while (process.isAlive()) {
            if (!before.containsAll(children(keeper))) {
                met.merge(Stage.COPY, 1, Integer::sum);
                spin(random.nextLong(60_000_000));
                return;
            }
        }
    }

    private static List<Long> children(Keeper keeper) {
        try {
            return keeper.files().children();
        } catch (UncheckedIOException threadGone) {
            return List.of();
        }
    }

    private static char state(TaskFiles task) {
        try {
            return task.state();
        } catch (UncheckedIOException gone) {
            return 'X';
        }
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static List<Long> processes(Keeper keeper) {
        return living(keeper).stream().map(TaskFiles::pid).toList();
    }

    private static List<TaskFiles> living(Keeper keeper) {
        return keeper.target().ofSession().stream().filter(TaskFiles::alive).toList();
    }

    /** Nothing of Sluice lives, and nothing stands still. */
    private static void awaitEndOfOurs(Keeper keeper, List<Long> processes, String after) {
        Waiting.until(
                () -> processes(keeper).equals(processes)
                        && living(keeper).stream().allMatch(DumpKillIT::undisturbed)
                        && keeper.files().threadStatus("Name").values().stream().noneMatch("sluice-shadow"::equals),
                () -> "something of Sluice lives or holds " + after + ": " + living(keeper));
    }

    private static boolean undisturbed(TaskFiles task) {
        return task.threadStatus("State").values().stream()
                        .noneMatch(state -> state.startsWith("t") || state.startsWith("T"))
                && task.threadStatus("TracerPid").values().stream().allMatch("0"::equals);
    }

    /** Answers which. */
    private static boolean assertWholeOrAbsent(Path set, String after) {
        boolean committed = Files.exists(set.resolve("inventory.img"));
        if (committed) {
            try (io.sluice.Sluice sluice = io.sluice.Sluice.open(configuration())) {
                assertThat(sluice.verify(set.toString(), Control.unlimited()).sound())
                        .as(after)
                        .isTrue();
            }
        }
        return committed;
    }

    private static Configuration configuration() {
        Path home = Sluice.launcher().getParent().getParent();
        return Configuration.load(home.resolve("config.yaml"), home);
    }
}
