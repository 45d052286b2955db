package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain is squashed, pruned and moved; what a restore would see stays, whatever happens meanwhile. */
class ChainToolsIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", Form.count(1, 50));
    private static final int FULL_DISKS = Integer.getInteger("sluice.disks", Form.count(1, 25));
    private static final int SETS = Form.count(3, 4);

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private Keeper keeper;
    private Rounds rounds;

    /** Where a work leaves what stands for the chain: the first that is there counts, when it verifies. */
    enum Work {
        SQUASH {
            @Override
            String[] words(Path chain) {
                return new String[] {"chain", "squash", "" + chain.resolve("" + SETS), "-D", "" + chain.resolve("whole")
                };
            }

            @Override
            Path newest(Path chain) {
                return chain.resolve("whole");
            }
        },
        PRUNE {
            @Override
            String[] words(Path chain) {
                return new String[] {"chain", "prune", "--keep", "1", "" + chain.resolve("" + SETS)};
            }

            @Override
            Path newest(Path chain) {
                return chain.resolve("" + SETS);
            }
        },
        REBASE {
            @Override
            String[] words(Path chain) {
                return new String[] {"chain", "rebase", "" + chain.resolve("" + SETS), "-D", "" + chain.resolve("moved")
                };
            }

            @Override
            Path newest(Path chain) {
                return chain.resolve("moved").resolve("" + SETS);
            }
        },
        DEDUP {
            @Override
            String[] words(Path chain) {
                return new String[] {"chain", "dedup", "" + chain.resolve("" + SETS)};
            }

            @Override
            Path newest(Path chain) {
                return chain.resolve("" + SETS);
            }
        };

        abstract String[] words(Path chain);

        abstract Path newest(Path chain);
    }

    @BeforeEach
    void makeAChain() {
        keeper = targets.keeper(KeeperPlan.everything(8));
        rounds = new Rounds(targets.folder().resolve("chain"), keeper.target());
        keeper.rate(5_000);
        for (int set = 1; set < SETS; set++) {
            rounds.next();
            keeper.touchAll(set);
        }
        keeper.rate(0);
        keeper.target().stop();
        rounds.next();
    }

    private Path copy(Path into) {
        Command.of("cp", "-a", rounds.last().getParent().toString(), into.toString())
                .run()
                .succeeded();
        return into;
    }

    /** The stopped target's memory is what a restore of the set would give. */
    private void assertIsMemory(Path set, String when) {
        Command.Outcome verified = Sluice.run("verify", set.toString());
        assertThat(verified.status()).as(when + ": " + verified).isZero();
        Truth.Findings findings = Truth.compare(keeper.files(), set);
        assertThat(findings.differences()).as(when).isEmpty();
        assertThat(findings.listed()).as(when).isPositive();
    }

    private void assertIsThere(Work work, Path chain, String when) {
        Path old = chain.resolve("" + SETS);
        boolean sound = Sluice.run("verify", old.toString()).status() == 0;
        assertIsMemory(sound ? old : work.newest(chain), when);
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatARestoreSeesStays(Work work) {
        Path chain = copy(targets.folder().resolve("copy"));
        Sluice.run(work.words(chain)).succeeded();
        assertIsMemory(work.newest(chain), "" + work);
        Command.Outcome shown =
                Sluice.run("chain", work.newest(chain).toString()).succeeded();
        assertThat(shown.out()).contains("sound", "pages stored").doesNotContain("damaged");
        if (Crit.installed()) {
            assertThat(Crit.complaints(work.newest(chain))).isEmpty();
        }
        next(work.newest(chain), chain.resolve("next"));
    }

    /** After each commit; the older sets then stand below the newer ones only. */
    @Test
    void autoDedupFollowsTheCommit() throws IOException {
        Path one = targets.folder().resolve("auto/1");
        Path two = targets.folder().resolve("auto/2");
        Sluice.run("pre-dump", "--auto-dedup", "-t", "" + keeper.pid(), "-D", "" + one)
                .succeeded();
        keeper.target().resume();
        keeper.touchAll(7);
        keeper.target().stop();
        String prev = "--prev-images-dir=../1";
        assertThat(Sluice.run("pre-dump", "--auto-dedup", prev, "-t", "" + keeper.pid(), "-D", "" + two)
                        .succeeded()
                        .out())
                .containsPattern("older sets gave back [1-9][0-9]* bytes");
        assertThat(one.resolve("punched.log")).isNotEmptyFile();
        assertIsMemory(two, "auto-dedup");
        assertThat(Sluice.run("show", "" + two).succeeded().out()).contains("given away");
        Sluice.assertRefused(Sluice.run("show", "" + one), "its pages were given to the set");
        Sluice.assertRefused(
                Sluice.run("pre-dump", "-t", "" + keeper.pid(), prev, "-D", "" + one.resolveSibling("fork")),
                "its pages were given to the set");
    }

    /** The next set adds to it as to any other. */
    private void next(Path parent, Path set) {
        keeper.target().resume();
        keeper.touchAll(9);
        keeper.target().stop();
        String[] words = {"pre-dump", "-t", "" + keeper.pid(), "-D", "" + set, "--prev-images-dir", "" + parent};
        assertThat(Sluice.run(words).succeeded().out()).doesNotContain("all pages were taken");
        assertIsMemory(set, "an increment");
    }

    static Stream<Work> works() {
        return Form.turns(List.of(Work.values()));
    }

    @ParameterizedTest
    @MethodSource("works")
    void aKillAtAnyMomentLeavesTheOldChainOrTheNewOne(Work work) {
        Path first = copy(targets.folder().resolve("first"));
        long begun = System.nanoTime();
        Sluice.run(work.words(first)).succeeded();
        long usual = (System.nanoTime() - begun) / 1_000_000;
        for (int kill = 0; kill < KILLS; kill++) {
            String when = work + ", kill " + kill + ", seed " + Form.seed();
            Path chain = copy(targets.folder().resolve("killed-" + kill));
            Process process = Sluice.start(targets.folder().resolve("killed.log"), work.words(chain));
            Waiting.pause(usual / 3 + random.nextLong(usual));
            Sluice.kill(process);
            assertIsThere(work, chain, when);
            Sluice.run(work.words(chain));
            assertIsMemory(work.newest(chain), when + ", gone on");
            delete(chain);
        }
    }

    @ParameterizedTest
    @MethodSource("works")
    void aFullDiskLeavesTheOldChainOrTheNewOne(Work work) throws IOException {
        long size = size(rounds.last().getParent());
        for (int round = 0; round < FULL_DISKS; round++) {
            long room = size + 65_536 + random.nextLong(size * 5 / 4);
            String when = work + " on " + room + " bytes for a chain of " + size + ", seed " + Form.seed();
            try (Mounted disk = Mounted.memory(targets.folder().resolve("small"), "size=" + room)) {
                Path chain = copy(disk.folder().resolve("chain"));
                Command.Outcome outcome = Sluice.run(work.words(chain));
                if (outcome.status() != 0) {
                    Sluice.assertRefused(outcome, "No space left");
                }
                assertIsThere(work, chain, when);
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> (file.toFile().length() + 4095) & -4096)
                    .sum();
        }
    }

    private static void delete(Path folder) {
        Command.of("rm", "-rf", folder.toString()).run().succeeded();
    }

    @Test
    void aSignedChainIsMadeDemandedAndSquashed() throws IOException {
        Path key = targets.folder().resolve("own.pem");
        Sluice.run("key", "new", key.toString()).succeeded();
        Path config =
                Files.writeString(targets.folder().resolve("config.yaml"), "sign: own.pem\nsigned-by: [own.pem.pub]\n");
        String demanding = "--config=" + config;
        Path one = targets.folder().resolve("signed/1");
        Path two = targets.folder().resolve("signed/2");
        List.of(one, two).forEach(set -> Sluice.run(
                        set.equals(one) ? words(demanding, set) : words(demanding, set, "--prev-images-dir", "../1"))
                .succeeded());
        Sluice.run("verify", demanding, two.toString()).succeeded();
        assertThat(Sluice.run("chain", demanding, two.toString()).succeeded().out())
                .contains("signed by");
        Path whole = targets.folder().resolve("signed/whole");
        Sluice.assertRefused(Sluice.run("chain", "squash", "" + two, "-D", "" + whole), "is signed", "--sign");
        Sluice.run("chain", "squash", demanding, "" + two, "-D", "" + whole).succeeded();
        Sluice.run("verify", demanding, whole.toString()).succeeded();
        assertIsMemory(whole, "signed");
        assertUnsignedIsRefused(demanding);
        Files.delete(one.resolve("manifest.sig"));
        assertThat(Sluice.run("verify", two.toString()).status()).isEqualTo(9);
    }

    private String[] words(String demanding, Path set, String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("pre-dump", demanding, "-t", "" + keeper.pid(), "-D", set.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private void assertUnsignedIsRefused(String demanding) {
        String unsigned = rounds.last().toString();
        assertThat(Sluice.run("verify", demanding, unsigned).status()).isEqualTo(9);
        Sluice.assertRefused(Sluice.run("show", demanding, unsigned), "not signed");
        Path set = targets.folder().resolve("refused");
        Sluice.assertRefused(Sluice.run(words(demanding, set, "--prev-images-dir", unsigned)), "not signed");
        Sluice.assertRefused(Sluice.run("chain", "squash", demanding, unsigned, "-D", "" + set), "not signed");
        Sluice.assertRefused(Sluice.run("chain", "rebase", demanding, unsigned, "-D", "" + set), "not signed");
        Sluice.assertRefused(Sluice.run("chain", "prune", demanding, unsigned, "--keep", "1"), "not signed");
        assertThat(set).doesNotExist();
    }
}
