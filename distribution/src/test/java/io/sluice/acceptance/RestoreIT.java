package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A real CRIU restores a target from its own set, whose pages were replaced by a chain of three of ours. */
class RestoreIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();

    @Test
    void aRealCriuRestoresOurPages() throws IOException {
        restores(Rounds::last);
    }

    @Test
    void aRealCriuRestoresASquashedChain() throws IOException {
        restores(rounds -> {
            Path whole = rounds.last().resolveSibling("whole");
            Sluice.run("chain", "squash", rounds.last().toString(), "-D", whole.toString())
                    .succeeded();
            return whole;
        });
    }

    /** Here the parent of the newest set is a squashed one. */
    @Test
    void aRealCriuRestoresAPrunedChain() throws IOException {
        restores(rounds -> {
            Sluice.run("chain", "prune", "--keep", "1", rounds.last().toString())
                    .succeeded();
            assertThat(rounds.sets().get(0)).doesNotExist();
            return rounds.last();
        });
    }

    /** The folders of an export, with their links, are a chain for CRIU too. */
    @Test
    void aRealCriuRestoresAnExportedChain() throws IOException {
        assumeTrue(Boolean.getBoolean("sluice.long"), "a part of the long form");
        restores(rounds -> {
            Path out = targets.folder().resolve("out");
            Sluice.run("export", "--chain", rounds.last().toString(), out.toString())
                    .succeeded();
            return out.resolve("3");
        });
    }

    /** Here older sets have holes where a newer one has the pages. */
    @Test
    void aRealCriuRestoresAPunchedChain() throws IOException {
        restores(rounds -> {
            String newest = rounds.last().toString();
            assertThat(Sluice.run("chain", "dedup", newest).succeeded().out()).contains("given back:");
            assertThat(rounds.sets().get(0).resolve("punched.log")).isNotEmptyFile();
            assertThat(Sluice.run("verify", rounds.sets().get(0).toString()).status())
                    .isEqualTo(9);
            return rounds.last();
        });
    }

    private void restores(Function<Rounds, Path> pages) throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(16));
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target());
        keeper.rate(5_000);
        rounds.next();
        keeper.touchAll(1);
        rounds.next();
        keeper.rate(0);
        keeper.touchAll(2);
        keeper.target().stop();
        rounds.next();
        Path full = targets.folder().resolve("full");
        criu.dump(keeper.pid(), full);
        replacePages(full, pages.apply(rounds));
        keeper.target().forget();
        criu.restore(full);
        keeper.target().resume();
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
        assertThat(keeper.touchAll(3)).isPositive();
        assertThat(keeper.wrongPages()).isZero();
    }

    /** After a release nothing is in the target that a real CRIU could not take along. */
    @Test
    void aRealCriuDumpsAndRestoresAReleasedTarget() {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(16));
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target(), Way.TRACKED_SPLICE);
        keeper.rate(5_000);
        rounds.next();
        keeper.touchAll(1);
        rounds.next();
        rounds.release();
        keeper.rate(0);
        keeper.touchAll(2);
        keeper.target().stop();
        Path full = targets.folder().resolve("full");
        criu.dump(keeper.pid(), full);
        keeper.target().forget();
        criu.restore(full);
        keeper.target().resume();
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
        assertThat(keeper.touchAll(3)).isPositive();
        assertThat(keeper.wrongPages()).isZero();
    }

    private static void replacePages(Path full, Path set) throws IOException {
        for (Path image : pagesAndPagemaps(full)) {
            Files.delete(image);
        }
        for (Path image : pagesAndPagemaps(set)) {
            Files.copy(image, full.resolve(image.getFileName()));
        }
        Path link = set.resolve("parent");
        if (Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(full.resolve("parent"), link.toRealPath());
        }
    }

    private static List<Path> pagesAndPagemaps(Path set) throws IOException {
        try (var files = Files.list(set)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("(pages|pagemap)-.*\\.img"))
                    .toList();
            assertThat(found).as(set.toString()).isNotEmpty();
            return found;
        }
    }
}
