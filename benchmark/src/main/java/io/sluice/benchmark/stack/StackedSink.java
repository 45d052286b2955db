package io.sluice.benchmark.stack;

import java.util.List;

/**
 * A way to store.
 *
 * @param name what the table calls it
 * @param sinks what stands above the folder, as config.yaml has it
 */
record StackedSink(String name, String sinks) {
    static final StackedSink PLAIN = new StackedSink("plain", "");

    /** @param key the file of a key */
    static List<StackedSink> all(String key) {
        return List.of(
                PLAIN,
                new StackedSink("zstd 1", "{use: zstd, level: 1}, "),
                new StackedSink("zstd 3, one thread", "{use: zstd, level: 3, threads: 1}, "),
                new StackedSink("zstd 3", "{use: zstd, level: 3}, "),
                new StackedSink("zstd 9", "{use: zstd, level: 9}, "),
                new StackedSink("zstd 3, encrypt", "{use: zstd, level: 3}, {use: encrypt, key: " + key + "}, "),
                new StackedSink("encrypt", "{use: encrypt, key: " + key + "}, "));
    }

    String configuration(String durability) {
        return "tracker: none\nfiles: none\nsink: [" + sinks + "{use: directory, durability: " + durability + "}]\n";
    }
}
