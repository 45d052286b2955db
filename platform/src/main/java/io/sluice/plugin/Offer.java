package io.sluice.plugin;

import io.sluice.image.manifest.Component;
import io.sluice.spi.Availability;
import io.sluice.spi.ComponentFactory;
import java.util.Objects;

/**
 * A component that a loaded plugin brings.
 *
 * @param kind what it is for
 * @param name by which config.yaml calls for it
 * @param factory makes it; called through the plugin's calls only
 * @param plugin the plugin
 */
record Offer<F extends ComponentFactory>(Kind kind, String name, F factory, LoadedPlugin plugin) {
    Offer {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(factory);
        Objects.requireNonNull(plugin);
    }

    /** How messages call it. */
    String label() {
        return kind.word() + " '" + name + "'";
    }

    /** What the manifest says of it. */
    Component named() {
        return new Component(name, plugin.found().version());
    }

    /**
     * Whether it works here.
     *
     * @throws io.sluice.failure.SluiceException with code PLUGIN, when it fails
     */
    Availability probe(Lending lending) {
        return plugin.calls().call("when probed for its " + label(), () -> factory.probe(lending.to(kind, name)));
    }
}
