package io.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Which plugins are loaded, and from where.
 *
 * @param folder the folder that they lie in, absolute
 * @param load those that are loaded, in this order
 * @param pins what they must be
 */
public record PluginSettings(Path folder, List<PluginName> load, PluginPins pins) {
    /** The folder's name in the distribution. */
    static final String FOLDER = "plugins";

    private static final List<String> OWN = List.of(
            "drain-read",
            "drain-splice",
            "drain-write",
            "drain-fork",
            "track-hash",
            "track-uffd",
            "file-verify",
            "sink-directory",
            "sink-zstd",
            "sink-encrypt");

    public PluginSettings {
        Objects.requireNonNull(folder);
        load = List.copyOf(load);
        Objects.requireNonNull(pins);
    }

    /** Without pins. */
    public PluginSettings(Path folder, List<PluginName> load) {
        this(folder, load, PluginPins.NONE);
    }

    /** Those that come with the distribution in {@code home}. */
    public static PluginSettings defaults(Path home) {
        return new PluginSettings(home.toAbsolutePath().normalize().resolve(FOLDER), ownPlugins());
    }

    static List<PluginName> ownPlugins() {
        return OWN.stream().map(id -> new PluginName(id, Place.DEFAULT)).toList();
    }
}
