package io.sluice.plugin;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Place;
import io.sluice.config.Suggestion;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.ComponentFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** All components of one kind, by name, in the order in which they were loaded. */
final class Offers<F extends ComponentFactory> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final Kind kind;
    private final Set<String> reserved;
    private final Map<String, Offer<F>> byName = new LinkedHashMap<>();

    /** @param reserved names that mean something else in config.yaml */
    Offers(Kind kind, Set<String> reserved) {
        this.kind = kind;
        this.reserved = reserved;
    }

    /**
     * Adds all that a plugin brings.
     *
     * @throws SluiceException with code PLUGIN, when the plugin fails, or a name is wrong or taken
     */
    void addAll(LoadedPlugin plugin, Function<LoadedPlugin, List<F>> list) {
        String doing = "when asked for its " + kind.word() + "s";
        for (F factory : plugin.calls().call(doing, () -> List.copyOf(list.apply(plugin)))) {
            String name = plugin.calls().call(doing, factory::name);
            checkName(plugin, name);
            byName.put(name, new Offer<>(kind, name, factory, plugin));
        }
    }

    private void checkName(LoadedPlugin plugin, String name) {
        if (!NAME.matcher(name).matches() || reserved.contains(name)) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    plugin.found().label() + " has a " + kind.word() + " by a name that is not allowed: '"
                            + Failures.firstLine(name) + "'",
                    "take it out of plugins.load, or ask its author for another name");
        }
        Offer<F> other = byName.get(name);
        if (other != null) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    plugin.found().label() + " and " + other.plugin().found().label() + " both have the "
                            + other.label(),
                    "take one of them out of plugins.load");
        }
    }

    Collection<Offer<F>> all() {
        return byName.values();
    }

    /** Whether a loaded plugin has one of that name. */
    boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * The one that was called for.
     *
     * @throws SluiceException with code PLUGIN, or USAGE of a request, when no loaded plugin brings it
     */
    Offer<F> find(ComponentChoice choice) {
        Offer<F> offer = byName.get(choice.name());
        if (offer == null) {
            String remedy = byName.isEmpty()
                    ? "add a plugin that brings one to plugins.load"
                    : Suggestion.of(choice.name(), byName.keySet()) + " (or add its plugin to plugins.load)";
            // Who asks for it in a request has mistaken a name; a configuration lacks a plugin.
            throw new SluiceException(
                    choice.place().equals(Place.PROGRAM) ? ErrorCode.USAGE : ErrorCode.PLUGIN,
                    choice.place() + ": no loaded plugin has a " + kind.word() + " '" + choice.name() + "'",
                    remedy);
        }
        return offer;
    }
}
