package io.sluice.plugin;

import io.sluice.spi.SpiVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.RuntimeMode;

/**
 * pf4j as Sluice uses it: plugins are folders with a description and jars, loaded when asked for and never by their mere
 * presence; each has a class loader below {@link SharedClasses}; their {@code plugin.requires} is held against the SPI's
 * version.
 */
final class SpiPluginManager extends DefaultPluginManager {

    SpiPluginManager(Path folder) {
        super(folder);
        setSystemVersion(SpiVersion.CURRENT);
    }

    /** Not by a system property, as pf4j has it: development mode would load from other places. */
    @Override
    public RuntimeMode getRuntimeMode() {
        return RuntimeMode.DEPLOYMENT;
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new IsolatingLoader(new SharedClasses());
    }

    /** The configuration alone says what is loaded; pf4j's lists of disabled plugins are not read. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new AllEnabled();
    }

    private record IsolatingLoader(ClassLoader shared) implements PluginLoader {

        @Override
        public boolean isApplicable(Path path) {
            return Files.isDirectory(path);
        }

        @Override
        public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
            try {
                URL[] jars = PluginShelf.urls(PluginShelf.jars(path));
                return new URLClassLoader("plugin " + descriptor.getPluginId(), jars, shared);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static final class AllEnabled implements PluginStatusProvider {

        @Override
        public boolean isPluginDisabled(String id) {
            return false;
        }

        @Override
        public void disablePlugin(String id) {
            throw new UnsupportedOperationException("the configuration says which plugins are loaded");
        }

        @Override
        public void enablePlugin(String id) {
            throw new UnsupportedOperationException("the configuration says which plugins are loaded");
        }
    }
}
