package io.sluice.plugin;

import io.sluice.config.PluginName;
import io.sluice.config.Suggestion;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What lies in the plugins' folder.
 *
 * @param folder the folder
 * @param found all plugins in it
 */
record Stock(Path folder, List<FoundPlugin> found) {
    Stock {
        found = List.copyOf(found);
    }

    /**
     * The one that is named.
     *
     * @throws SluiceException with code PLUGIN, when there is none, or more than one
     */
    FoundPlugin get(PluginName name) {
        List<FoundPlugin> named =
                found.stream().filter(plugin -> plugin.id().equals(name.id())).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        throw named.isEmpty() ? missing(name) : several(name, named);
    }

    private SluiceException missing(PluginName name) {
        List<String> ids = found.stream().map(FoundPlugin::id).toList();
        Optional<String> near = Suggestion.nearest(name.id(), ids);
        return new SluiceException(
                ErrorCode.PLUGIN,
                name.place() + ": there is no plugin '" + name.id() + "' in " + folder,
                near.map(id -> "did you mean '" + id + "'?")
                        .orElse("put it there, correct plugins.folder, or take it out of plugins.load"));
    }

    private static SluiceException several(PluginName name, List<FoundPlugin> named) {
        String paths = named.stream().map(plugin -> plugin.path().toString()).collect(Collectors.joining(" and "));
        return new SluiceException(
                ErrorCode.PLUGIN,
                name.place() + ": the plugin '" + name.id() + "' is there more than once: " + paths,
                "remove all but one");
    }
}
