package io.sluice.plugin;

import io.sluice.config.PluginSettings;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.SluiceExtension;
import io.sluice.spi.SpiVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** Loads found plugins, by pf4j. For one thread. */
final class PluginHost implements AutoCloseable {
    private static final String NEWER = "use a version of it for this Sluice, or a Sluice for it";

    private final SpiPluginManager manager;
    private final PinCheck pins;
    private final List<PrivateFolder> unpacked = new ArrayList<>();

    PluginHost(PluginSettings settings) {
        manager = new SpiPluginManager(settings.folder());
        pins = new PinCheck(settings.pins());
    }

    /**
     * Loads one and makes its extension.
     *
     * @throws SluiceException with code PLUGIN, when that cannot be done
     */
    LoadedPlugin load(FoundPlugin found) {
        refuseFor(found, found.fault());
        refuseFor(found, pins.of(found));
        PluginWrapper wrapper = started(found);
        PluginCalls calls = new PluginCalls(found.label(), wrapper.getPluginClassLoader());
        String name = extensionName(found, calls, wrapper.getPluginClassLoader());
        SluiceExtension extension = calls.call(
                "when created",
                () -> SluiceExtension.class.cast(wrapper.getPluginClassLoader()
                        .loadClass(name)
                        .getConstructor()
                        .newInstance()));
        return new LoadedPlugin(found, extension, calls);
    }

    private PluginWrapper started(FoundPlugin found) {
        PluginWrapper wrapper = registered(found);
        if (wrapper.getPluginState() == PluginState.DISABLED) {
            String requires = wrapper.getDescriptor().getRequires();
            throw failure(found, "is for the SPI " + requires + ", and this is " + SpiVersion.CURRENT, NEWER);
        }
        manager.startPlugin(found.id());
        return wrapper;
    }

    /** What pf4j and its parser of versions throw for a plugin that they do not like has no common type. */
    private PluginWrapper registered(FoundPlugin found) {
        try {
            return manager.getPlugin(manager.loadPlugin(unpacked(found)));
        } catch (SluiceException refused) {
            throw refused;
        } catch (RuntimeException | IOException unloadable) {
            throw failure(found, "cannot be loaded: " + Failures.oneLine(unloadable), "fetch it again", unloadable);
        }
    }

    private Path unpacked(FoundPlugin found) throws IOException {
        Path folder = found.path();
        if (PluginShelf.isArchive(found.path())) {
            refuseFor(
                    found,
                    ArchiveFindings.of(found.path()).stream()
                            .filter(Finding::unfit)
                            .findFirst());
            PrivateFolder own = new PrivateFolder();
            unpacked.add(own);
            new PluginArchive(found.path()).unpack(own.path());
            folder = own.path();
        }
        for (Path jar : PluginShelf.jars(folder)) {
            refuseFor(found, JarFindings.ofNames(jar).stream().findFirst());
        }
        return folder;
    }

    private static String extensionName(FoundPlugin found, PluginCalls calls, ClassLoader loader) {
        Set<String> names = calls.call("when its extensions were looked for", new ExtensionIndex(loader)::names);
        refuseFor(found, ExtensionIndex.finding(names));
        return names.iterator().next();
    }

    private static void refuseFor(FoundPlugin found, Optional<Finding> finding) {
        finding.ifPresent(wrong -> {
            throw failure(found, wrong.what(), wrong.remedy());
        });
    }

    private static SluiceException failure(FoundPlugin found, String reason, String remedy) {
        return failure(found, reason, remedy, null);
    }

    private static SluiceException failure(FoundPlugin found, String reason, String remedy, Exception cause) {
        String message = found.label() + " in " + found.path() + " " + reason;
        return new SluiceException(ErrorCode.PLUGIN, message, remedy, cause);
    }

    /** Lets go of all plugins' jars and removes what was unpacked. Nothing of a plugin may be used any more. */
    @Override
    public void close() throws IOException {
        manager.unloadPlugins();
        IOException failed = null;
        for (PrivateFolder folder : unpacked) {
            try {
                folder.close();
            } catch (IOException failure) {
                failed = failure;
            }
        }
        unpacked.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
