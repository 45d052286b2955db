package io.sluice.plugin;

import io.sluice.spi.SpiVersion;

/**
 * What all plugins share, and the parent of their class loaders: the JDK, the SPI's packages and pf4j's. Of resources,
 * only the JDK's.
 */
final class SharedClasses extends ClassLoader {
    private static final String SPI = SpiVersion.class.getPackageName() + ".";
    private static final String PF4J = "org.pf4j.";

    private final ClassLoader platform = SharedClasses.class.getClassLoader();

    SharedClasses() {
        super("sluice-shared", getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SPI) || name.startsWith(PF4J)) {
            return platform.loadClass(name);
        }
        throw new ClassNotFoundException(name + " (a plugin sees the JDK, the SPI, pf4j and its own jars)");
    }
}
