package io.sluice.testkit.plugin;

/** What a plugin sees beside its own jars: the JDK, the SPI and pf4j. */
final class SpiOnly extends ClassLoader {
    private final ClassLoader tests = SpiOnly.class.getClassLoader();

    SpiOnly() {
        super("spi", getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("io.sluice.spi.") || name.startsWith("org.pf4j.")) {
            return tests.loadClass(name);
        }
        throw new ClassNotFoundException(name + " (a plugin sees the JDK, the SPI, pf4j and its own jars)");
    }
}
