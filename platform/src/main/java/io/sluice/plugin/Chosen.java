package io.sluice.plugin;

import io.sluice.image.manifest.Component;
import java.util.Objects;

/**
 * A configured component.
 *
 * @param component the component
 * @param named its name and its plugin's version, for the manifest; of a stack of sinks those of all, from the top
 */
public record Chosen<T>(T component, Component named) {
    public Chosen {
        Objects.requireNonNull(component);
        Objects.requireNonNull(named);
    }
}
