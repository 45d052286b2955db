package io.sluice.plugin;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A plugin that lies in the folder, as its {@code plugin.properties} describes it. None of its code has run.
 *
 * @param id its {@code plugin.id}; where it has none, the name of its file
 * @param version its {@code plugin.version}; empty when it has none
 * @param description its {@code plugin.description}; may be empty
 * @param path the folder or zip archive that it lies in
 * @param fault why it cannot be loaded, as far as can be told from outside
 */
record FoundPlugin(String id, String version, String description, Path path, Optional<Finding> fault) {
    FoundPlugin {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
        Objects.requireNonNull(description);
        Objects.requireNonNull(path);
        Objects.requireNonNull(fault);
    }

    /** How messages call it. */
    String label() {
        return "plugin '" + id + "'" + (version.isEmpty() ? "" : " " + version);
    }
}
