package io.sluice.config;

import java.util.Map;
import java.util.Objects;

/**
 * What plugins must be, to the byte.
 *
 * @param byPlugin by the plugin's id
 * @param demanded whether a plugin without a pin is refused
 */
public record PluginPins(Map<String, Pin> byPlugin, boolean demanded) {
    /** Nothing is pinned. */
    public static final PluginPins NONE = new PluginPins(Map.of(), false);

    /**
     * One of them.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @param place where it was said
     */
    public record Pin(String sha256, Place place) {
        public Pin {
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(place);
        }
    }

    public PluginPins {
        byPlugin = Map.copyOf(byPlugin);
    }
}
