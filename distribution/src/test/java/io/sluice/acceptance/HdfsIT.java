package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A chain by Hadoop's client, of local folders: so its files can be read by others. */
class HdfsIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private Path config;

    private void run(String... words) {
        List<String> all = new ArrayList<>(Sluice.words(words));
        all.add("--config=" + config);
        Command.Outcome outcome = Command.of(all).run().succeeded();
        assertThat(outcome.err()).as("what libraries log").isEmpty();
    }

    @Test
    void aChainIsMadeVerifiedPrunedAndSquashed() throws Exception {
        Path folder = targets.folder().resolve("dumps");
        config = MorePlugins.with(
                targets.folder().resolve("sluice"), "sink-hdfs", "sink: {use: hdfs, folder: 'file://" + folder + "'}");
        Keeper keeper = targets.keeper(KeeperPlan.everything(8));
        String pid = Long.toString(keeper.pid());
        run("pre-dump", "-t", pid, "-D", "web/1");
        keeper.touchAll(2);
        run("pre-dump", "-t", pid, "-D", "web/2", "--prev-images-dir", "../1");
        keeper.touchAll(3);
        keeper.target().stop();
        run("pre-dump", "-t", pid, "-D", "web/3", "--prev-images-dir", "../2");
        run("chain", "prune", "--keep", "1", "web/3");
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
