package io.sluice.benchmark.subject;

import java.nio.file.Path;

/**
 * A file system to dump to.
 *
 * @param name by which options and tables call it
 * @param folder a folder in it, which is the benchmark's own
 * @param durable whether what was written must be synced before it counts
 */
public record Place(String name, Path folder, boolean durable) {}
