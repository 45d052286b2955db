package io.sluice.sink.hdfs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sink.hdfs.HdfsSets;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.ImageSinkContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a name node and three data nodes. */
class ClusterContractTest implements ImageSinkContract {
    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;
    private static int names;

    @BeforeAll
    static void start() throws Exception {
        cluster = new MiniDFSCluster.Builder(new Configuration(), folder.toFile())
                .numDataNodes(3)
                .build();
        cluster.waitActive();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown(true);
    }

    @Override
    public ImageSink sink() {
        return HdfsSets.sink(cluster.getURI() + "/dumps");
    }

    @Override
    public String newName() {
        return "sets/set-" + names++;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.READS, Capability.DELETES, Capability.RELINKS, Capability.LISTS);
    }

    @Override
    public boolean leaveRemains(String name) throws Exception {
        HdfsSets.leave(sink(), name);
        return true;
    }

    @Test
    void aDataNodeThatDiesMeanwhileDoesNoHarm() throws Exception {
        byte[] bytes = new byte[20 << 20];
        new Random(7).nextBytes(bytes);
        String name = newName();
        MiniDFSCluster.DataNodeProperties stopped;
        try (SetWriter writer = sink().begin(name, Optional.empty(), "inventory.img")) {
            try (ImageWriter image = writer.create("pages-1.img")) {
                image.write(ByteBuffer.wrap(bytes, 0, 10 << 20));
                stopped = cluster.stopDataNode(0);
                image.write(ByteBuffer.wrap(bytes, 10 << 20, 10 << 20));
            }
            writer.create("inventory.img").close();
            writer.prepare();
            writer.commit();
        }
        try (SetReader reader = sink().open(name).orElseThrow()) {
            ByteBuffer read = ByteBuffer.allocate(bytes.length);
            reader.read("pages-1.img", 0, read);
            assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(bytes));
        }
        cluster.restartDataNode(stopped);
        cluster.waitActive();
    }
}
