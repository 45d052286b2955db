package io.sluice.sink.hdfs;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the sink {@code hdfs}. Its settings: {@code folder}, in which relative names are, such as {@code
 * hdfs://name-node:8020/dumps}; {@code configuration}, the folder of Hadoop's own files of configuration, by default that of
 * {@code HADOOP_CONF_DIR}; {@code lease}, after how many seconds a silent writer on another machine counts as dead.
 */
public final class HdfsSinkFactory implements ImageSinkFactory {

    @Override
    public String name() {
        return "hdfs";
    }

    @Override
    public String summary() {
        return "stores sets in HDFS and what else Hadoop's client speaks; commits by one rename";
    }

    /** It always works: what a cluster allows is another question for each, and is found out where a set is begun. */
    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) {
        String variable = System.getenv().getOrDefault("HADOOP_CONF_DIR", "");
        String configuration = settings.text("configuration", variable);
        String folder = settings.text("folder", "");
        Duration lease = Duration.ofSeconds(settings.number("lease", 60, 10, 3600));
        return new HdfsSink(new Cluster(configuration), folder, lease);
    }
}
