package io.sluice.config;

import java.util.Objects;

/**
 * A plugin that is to be loaded.
 *
 * @param id its {@code plugin.id}
 * @param place where it was named
 */
public record PluginName(String id, Place place) {
    public PluginName {
        Objects.requireNonNull(id);
        Objects.requireNonNull(place);
    }
}
