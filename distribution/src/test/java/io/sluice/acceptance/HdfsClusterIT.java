package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains in a cluster of three data nodes, by commands of two installations; compiled and run with {@code -Phdfs} alone. */
class HdfsClusterIT {
    @TempDir
    private static Path nodes;

    private static MiniDFSCluster cluster;

    @AutoClose
    private final Targets targets = Targets.create();

    private Installation first;
    private Installation second;

    @BeforeAll
    static void start() throws Exception {
        cluster = new MiniDFSCluster.Builder(new Configuration(), nodes.toFile())
                .numDataNodes(3)
                .build();
        cluster.waitActive();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown(true);
    }

    @BeforeEach
    void install() throws IOException {
        String sink = "sink: {use: hdfs, folder: '" + cluster.getURI() + "/dumps'}";
        first = Installation.withHdfs(targets.folder().resolve("first"), sink);
        second = Installation.withHdfs(targets.folder().resolve("second"), sink);
    }

    @Test
    void aChainOfTwoInstallationsGoesOnWithoutADataNode() throws Exception {
        Keeper keeper = targets.keeper(KeeperPlan.everything(8));
        String pid = Long.toString(keeper.pid());
        first.run("pre-dump", "-t", pid, "-D", "web/1");
        MiniDFSCluster.DataNodeProperties stopped = cluster.stopDataNode(0);
        keeper.touchAll(2);
        second.run("pre-dump", "-t", pid, "-D", "web/2", "--prev-images-dir", "../1");
        keeper.touchAll(3);
        keeper.target().stop();
        first.run("pre-dump", "-t", pid, "-D", "web/3", "--prev-images-dir", "../2");
        assertThat(second.run("show", "web/3")).contains("web/3", "web/1");
        assertThat(second.run("verify", "web/3")).contains("3 sets");
        assertIsMemory(keeper, second, "web/3", "3");
        second.run("chain", "squash", "web/3", "-D", "web/whole");
        assertIsMemory(keeper, first, "web/whole", "1");
        first.run("chain", "prune", "--keep", "1", "web/3");
        assertThat(second.run("verify", "web/3")).contains("2 sets", "web/2-base");
        assertIsMemory(keeper, second, "web/3", "2");
        assertThat(files("/dumps/web"))
                .filteredOn(file -> file.endsWith("/inventory.img"))
                .containsExactlyInAnyOrder(
                        "/dumps/web/2-base/inventory.img",
                        "/dumps/web/3/inventory.img",
                        "/dumps/web/whole/inventory.img");
        cluster.restartDataNode(stopped);
        cluster.waitActive();
    }

    @Test
    void twoInstallationsWriteBesideEachOther() throws Exception {
        Keeper left = targets.keeper(KeeperPlan.everything(8));
        Keeper right = targets.keeper(KeeperPlan.everything(8));
        besideEachOther(
                first.start("pre-dump", "-t", "" + left.pid(), "-D", "left/1"),
                second.start("pre-dump", "-t", "" + right.pid(), "-D", "right/1"));
        for (Keeper keeper : List.of(left, right)) {
            keeper.touchAll(2);
            keeper.target().stop();
        }
        besideEachOther(
                second.start("pre-dump", "-t", "" + left.pid(), "-D", "left/2", "--prev-images-dir", "../1"),
                first.start("pre-dump", "-t", "" + right.pid(), "-D", "right/2", "--prev-images-dir", "../1"));
        assertThat(second.run("verify", "right/2")).contains("2 sets");
        assertIsMemory(left, first, "left/2", "2");
        assertIsMemory(right, second, "right/2", "2");
    }

    private void besideEachOther(Process one, Process other) throws Exception {
        for (Process process : List.of(one, other)) {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(List.of(one.exitValue(), other.exitValue()))
                .as(Files.readString(first.log()) + Files.readString(second.log()))
                .containsOnly(0);
    }

    /** The newest set of an exported chain, with those beside it, is the memory of the stopped tree. */
    private void assertIsMemory(Keeper keeper, Installation installation, String set, String newest)
            throws IOException {
        Path out = Files.createTempDirectory(targets.folder(), "out");
        installation.run("export", "--chain", set, "" + out);
        Truth.Findings findings = Truth.compare(keeper.files(), out.resolve(newest));
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.listed()).isPositive();
    }

    private static List<String> files(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> all =
                cluster.getFileSystem().listFiles(new org.apache.hadoop.fs.Path(folder), true);
        while (all.hasNext()) {
            names.add(all.next().getPath().toUri().getPath());
        }
        return names;
    }
}
