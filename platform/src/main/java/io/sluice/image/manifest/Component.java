package io.sluice.image.manifest;

import java.util.Objects;

/**
 * A component that took part.
 *
 * @param name by which config.yaml calls for it
 * @param version its plugin's
 */
public record Component(String name, String version) {
    public Component {
        Objects.requireNonNull(name, "a component has no name");
        Objects.requireNonNull(version, "a component has no version");
    }
}
