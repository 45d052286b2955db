package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of what becomes of the tree, of tracking, and of a parent: each set restores, and each tree is left as was asked. */
class DumpOptionsIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private final Path before = targets.folder().resolve("before");
    private final Path set = targets.folder().resolve("set");

    private enum Left {
        KILLED(""),
        RUNNING("--leave-running"),
        STOPPED("--leave-stopped");

        private final String option;

        Left(String option) {
            this.option = option;
        }
    }

    /** Of a dump: what it leaves, whether it tracks from then on, whether it adds to a pre-dump. */
    private record Combination(Left left, boolean tracks, boolean adds) {
        List<String> options(Path parent) {
            List<String> options = new ArrayList<>();
            if (left != Left.KILLED) {
                options.add(left.option);
            }
            if (tracks) {
                options.add("--track-mem");
            }
            if (adds) {
                options.addAll(List.of("--prev-images-dir", parent.toString()));
            }
            return options;
        }
    }

    static Stream<Combination> combinations() {
        return Stream.of(Left.values()).flatMap(left -> Stream.of(true, false)
                .flatMap(tracks -> Stream.of(true, false).map(adds -> new Combination(left, tracks, adds))));
    }

    private void sluice(String command, Keeper keeper, Path into, List<String> options) {
        List<String> words = new ArrayList<>(List.of(command, "-t", "" + keeper.pid(), "-D", into.toString()));
        words.addAll(options);
        Sluice.run(words.toArray(String[]::new)).succeeded();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void leavesWhatWasAskedAndRestores(Combination combination) {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(4));
        if (combination.adds()) {
            sluice("pre-dump", keeper, before, combination.tracks() ? List.of("--track-mem") : List.of());
            keeper.touchAll(1);
        }
        sluice("dump", keeper, set, combination.options(before));
        assertLeft(combination, keeper);
        assertThat(Sluice.run("show", set.toString()).succeeded().out())
                .matches(shown -> shown.contains(before.toString()) == combination.adds());
        keeper.target().forget();
        criu.restore(set);
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
        assertThat(keeper.touchAll(2)).isPositive();
    }

    private static void assertLeft(Combination combination, Keeper keeper) {
        if (combination.left() == Left.KILLED) {
            assertThat(keeper.target().alive()).isFalse();
            return;
        }
        String shown =
                Sluice.run("show", "--target", "" + keeper.pid()).succeeded().out();
        assertThat(shown.contains("nothing of Sluice")).as(shown).isEqualTo(!combination.tracks());
        boolean stopped = keeper.target().files().threadStatus("State").values().stream()
                .allMatch(state -> state.startsWith("T"));
        assertThat(stopped).isEqualTo(combination.left() == Left.STOPPED);
        if (stopped) {
            keeper.target().resume();
        }
        assertThat(keeper.touchAll(3)).isPositive();
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
    }
}
