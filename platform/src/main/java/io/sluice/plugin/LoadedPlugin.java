package io.sluice.plugin;

import io.sluice.spi.SluiceExtension;
import java.util.Objects;

/**
 * A plugin whose extension is made.
 *
 * @param found where it came from
 * @param extension its entry; called through {@code calls} only
 * @param calls the way into it
 */
record LoadedPlugin(FoundPlugin found, SluiceExtension extension, PluginCalls calls) {
    LoadedPlugin {
        Objects.requireNonNull(found);
        Objects.requireNonNull(extension);
        Objects.requireNonNull(calls);
    }
}
