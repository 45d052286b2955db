package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain by Hadoop's client, of local folders: so its files can be read by others. */
class HdfsIT {
    private static final int KILLS = Form.count(1, 40);

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private Path folder;
    private Path config;

    private Command command(String... words) {
        List<String> all = new ArrayList<>(Sluice.words(words));
        all.add("--config=" + config);
        return Command.of(all);
    }

    private void run(String... words) {
        Command.Outcome outcome = command(words).run().succeeded();
        assertThat(outcome.err()).as("what libraries log").isEmpty();
    }

    @BeforeEach
    void install() {
        folder = targets.folder().resolve("dumps");
        config = MorePlugins.with(
                targets.folder().resolve("sluice"), "sink-hdfs", "sink: {use: hdfs, folder: 'file://" + folder + "'}");
    }

    @Test
    void aClusterThatIsNotThereIsAClearAnswer() throws Exception {
        Path hadoop = Files.createDirectory(targets.folder().resolve("hadoop"));
        Files.writeString(
                hadoop.resolve("core-site.xml"),
                "<configuration><property><name>ipc.client.connect.max.retries</name><value>0</value></property>"
                        + "</configuration>");
        config = MorePlugins.with(
                targets.folder().resolve("nowhere"),
                "sink-hdfs",
                "sink: {use: hdfs, folder: 'hdfs://127.0.0.1:1/dumps', configuration: " + hadoop + "}");
        Sluice.assertRefused(command("show", "web/1").run(), "hdfs://127.0.0.1:1/dumps/web/1", "refused");
    }

    @Test
    void aKillAtAnyMomentLeavesAWholeSetOrNothing() throws Exception {
        assumeTrue(Boolean.getBoolean("sluice.long"), "a part of the long form");
        Keeper keeper = targets.keeper(KeeperPlan.everything(8));
        String[] words = {"pre-dump", "-t", Long.toString(keeper.pid()), "-D", "killed"};
        long begun = System.nanoTime();
        run("pre-dump", "-t", Long.toString(keeper.pid()), "-D", "usual");
        long usual = (System.nanoTime() - begun) / 1_000_000;
        Path set = folder.resolve("killed");
        for (int kill = 0; kill < KILLS; kill++) {
            Path log = targets.folder().resolve("killed.log");
            Process process = command(words).start(log, log);
            Waiting.pause(usual / 2 + random.nextLong(usual / 2));
            Sluice.kill(process);
            String when = "kill " + kill + ", seed " + Form.seed();
            boolean committed = Files.exists(set.resolve("inventory.img"));
            if (!committed) {
                run(words);
            }
            run("verify", "killed");
            try (Stream<Path> files = Files.list(set)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(when)
                        .filteredOn(name -> name.startsWith("."))
                        .hasSizeLessThanOrEqualTo(committed ? 1 : 0);
            }
            Command.of("rm", "-rf", "" + set).run().succeeded();
        }
    }

    @Test
    void aChainIsMadeVerifiedPrunedAndSquashed() throws Exception {
        Keeper keeper = targets.keeper(KeeperPlan.everything(8));
        String pid = Long.toString(keeper.pid());
        run("pre-dump", "-t", pid, "-D", "web/1");
        keeper.touchAll(2);
        run("pre-dump", "-t", pid, "-D", "web/2", "--prev-images-dir", "../1");
        keeper.touchAll(3);
        keeper.target().stop();
        run("pre-dump", "-t", pid, "-D", "web/3", "--prev-images-dir", "../2");
        run("chain", "prune", "--keep", "1", "web/3");
        run("show", "web/3");
        run("verify", "web/3");
        run("chain", "squash", "web/3", "-D", "web/whole");
        Truth.Findings findings = Truth.compare(keeper.files(), folder.resolve("web/whole"));
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.listed()).isPositive();
        try (Stream<Path> sets = Files.list(folder.resolve("web"))) {
            assertThat(sets.map(set -> set.getFileName().toString())).containsExactlyInAnyOrder("2-base", "3", "whole");
        }
    }
}
