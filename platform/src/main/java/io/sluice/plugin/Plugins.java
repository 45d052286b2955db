package io.sluice.plugin;

import io.sluice.config.Configuration;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The plugins that a configuration names, loaded. Loading touches no target. {@link #select} may be used from any thread
 * and several times.
 *
 * <p>Every call that is made here into a plugin has the plugin's class loader as the thread's context class loader. Calls
 * of the components themselves are the caller's and have not.
 */
public final class Plugins implements AutoCloseable {
    private final PluginHost host;
    private final Registry registry;
    private final Lending lending;

    private Plugins(PluginHost host, Registry registry, Lending lending) {
        this.host = host;
        this.registry = registry;
        this.lending = lending;
    }

    /**
     * Loads those that the configuration names, and no other.
     *
     * @throws SluiceException with code PLUGIN, when one is missing, does not fit, or fails, or two bring the same; then
     *     nothing is left loaded
     */
    public static Plugins load(Configuration configuration, Lending lending) {
        Objects.requireNonNull(lending);
        PluginSettings settings = configuration.plugins();
        PluginHost host = new PluginHost(settings);
        try {
            Stock stock = stock(settings.folder());
            Registry registry = new Registry();
            for (PluginName name : settings.load()) {
                registry.add(host.load(stock.get(name)));
            }
            return new Plugins(host, registry, lending);
        } catch (RuntimeException | Error failure) {
            Failures.closeAfter(failure, host);
            throw failure;
        }
    }

    /**
     * What there is: every component of the plugins that the configuration names, probed, in load order; then the plugins
     * that lie in the folder and are not named. What fails is an entry, not an exception. Leaves nothing loaded.
     *
     * @throws SluiceException with code PLUGIN, when the folder cannot be read
     */
    public static List<PluginReport> survey(Configuration configuration, Lending lending) {
        PluginSettings settings = configuration.plugins();
        PluginHost host = new PluginHost(settings);
        try {
            return new Survey(settings, stock(settings.folder()), host, lending).all();
        } finally {
            close(host);
        }
    }

    /**
     * Makes the drain, the tracker and the sinks that the configuration calls for. The tracker {@code auto} is the first,
     * in load order, whose probe works: of those that outlive rounds where they may, and then of the others. The caller
     * closes the answer, before this.
     *
     * @param wanted may differ from what was loaded by, in all but its plugins
     * @param lasting whether {@code auto} may be a tracker of which something has to outlive the request
     * @throws SluiceException with code PLUGIN, when one is not there, does not work here, or fails; with code CONFIG,
     *     when settings are wrong: all problems in all of them; then none is left open
     */
    public Selection select(Configuration wanted, Lasting lasting) {
        return new Selector(registry, lending, wanted, lasting).select();
    }

    /** Whether a loaded plugin brings a drain of that name. */
    public boolean hasDrain(String name) {
        return registry.drains().has(name);
    }

    /** As {@link #select(Configuration, Lasting)}, for a request after which nothing is tracked. */
    public Selection select(Configuration wanted) {
        return select(wanted, Lasting.NO);
    }

    /** Unloads all; no component may be in use any more. What was unpacked for it is removed. */
    @Override
    public void close() {
        close(host);
    }

    private static Stock stock(Path folder) {
        try {
            return new Stock(folder, new PluginShelf(folder).all());
        } catch (IOException unreadable) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    "the plugins' folder " + folder + " cannot be read: " + Failures.oneLine(unreadable),
                    "correct plugins.folder, or the folder's mode",
                    unreadable);
        }
    }

    private static void close(PluginHost host) {
        try {
            host.close();
        } catch (IOException stuck) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    "what was unpacked of plugins cannot be removed: " + Failures.oneLine(stuck),
                    "remove the folders sluice-plugin-* from the temporary folder",
                    stuck);
        }
    }
}
