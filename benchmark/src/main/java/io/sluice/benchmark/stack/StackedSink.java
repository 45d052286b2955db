package io.sluice.benchmark.stack;

import java.util.List;
import java.util.Optional;

/**
 * A way to store.
 *
 * @param name what the table calls it
 * @param compressor on the way
 * @param sinks what stands above the folder, as config.yaml has it
 */
record StackedSink(String name, Optional<Compressor> compressor, String sinks) {
    static final StackedSink PLAIN = new StackedSink("plain", Optional.empty(), "");

    private static final String ENCRYPT = "{use: encrypt, key: key}, ";

    /** With a key in the file {@code key} beside the configuration. */
    static List<StackedSink> all() {
        return List.of(
                PLAIN,
                compressed(Compressor.onAllCores(1)),
                compressed(new Compressor(3, 1)),
                compressed(Compressor.onAllCores(3)),
                compressed(Compressor.onAllCores(9)),
                compressed(Compressor.onAllCores(3)).encrypted(),
                PLAIN.encrypted());
    }

    private static StackedSink compressed(Compressor by) {
        String sink = "{use: zstd, level: " + by.level() + ", threads: " + by.threads() + "}, ";
        return new StackedSink(by.label(), Optional.of(by), sink);
    }

    private StackedSink encrypted() {
        return new StackedSink((sinks.isEmpty() ? "" : name + ", ") + "`encrypt`", compressor, sinks + ENCRYPT);
    }

    String configuration(String durability) {
        return "tracker: none\nfiles: none\nsink: [" + sinks + "{use: directory, durability: " + durability + "}]\n";
    }
}
