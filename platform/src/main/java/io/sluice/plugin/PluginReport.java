package io.sluice.plugin;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of what there is: a component of a loaded plugin, or a plugin of which no components are known.
 *
 * @param plugin the plugin's id
 * @param version the plugin's version; empty when it is not known
 * @param path the folder or archive that it lies in; of one that is missing, the folder that was searched
 * @param component its component; empty for a plugin that is not loaded or failed, or that brings none
 * @param summary what it does, in one line
 * @param standing whether it can be used, and why not
 */
public record PluginReport(
        String plugin, String version, Path path, Optional<Brings> component, String summary, Standing standing) {
    public PluginReport {
        Objects.requireNonNull(plugin);
        Objects.requireNonNull(version);
        Objects.requireNonNull(path);
        Objects.requireNonNull(component);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(standing);
    }

    /**
     * What a plugin brings.
     *
     * @param kind what it is for
     * @param name by which config.yaml calls for it
     */
    public record Brings(Kind kind, String name) {
        public Brings {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(name);
        }
    }
}
