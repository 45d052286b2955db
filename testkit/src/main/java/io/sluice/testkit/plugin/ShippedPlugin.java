package io.sluice.testkit.plugin;

import io.sluice.spi.ComponentFactory;
import io.sluice.spi.SluiceExtension;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.file.FileValidatorFactory;
import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.spi.track.DirtyTrackerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A plugin, loaded from the archive that is shipped: it has a class loader of its own, in which it sees the JDK, the SPI,
 * pf4j and the jars of its archive, as in Sluice. Whether Sluice would take the archive at all tells {@code sluice plugins
 * verify}.
 */
public final class ShippedPlugin implements AutoCloseable {
    private static final String INDEX = "META-INF/extensions.idx";
    private final Path folder;
    private final URLClassLoader loader;
    private final SluiceExtension extension;

    private ShippedPlugin(Path folder, URLClassLoader loader, SluiceExtension extension) {
        this.folder = folder;
        this.loader = loader;
        this.extension = extension;
    }

    /**
     * Loads one.
     *
     * @param archive a zip with the jars in {@code lib/}
     * @throws IOException when it cannot be read
     * @throws ReflectiveOperationException when its extension cannot be made
     */
    public static ShippedPlugin open(Path archive) throws IOException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("shipped-plugin-");
        try {
            URL[] jars = unpack(archive, folder).toArray(URL[]::new);
            URLClassLoader loader = new URLClassLoader(jars, new SpiOnly());
            Object extension =
                    loader.loadClass(extension(loader)).getConstructor().newInstance();
            return new ShippedPlugin(folder, loader, (SluiceExtension) extension);
        } catch (IOException | ReflectiveOperationException | RuntimeException unusable) {
            remove(folder);
            throw unusable;
        }
    }

    private static List<URL> unpack(Path archive, Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches("lib/[^/]+\\.jar")) {
                    Path jar = folder.resolve(entry.getName().substring("lib/".length()));
                    try (InputStream contents = zip.getInputStream(entry)) {
                        Files.copy(contents, jar);
                    }
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return jars;
    }

    private static String extension(ClassLoader loader) throws IOException {
        List<String> names = new ArrayList<>();
        for (URL index : Collections.list(loader.getResources(INDEX))) {
            try (InputStream contents = index.openStream()) {
                new String(contents.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceAll("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(names::add);
            }
        }
        if (names.size() != 1) {
            throw new IOException("there must be one extension, and there are " + names);
        }
        return names.get(0);
    }

    /** Its drain of that name. */
    public DrainStrategyFactory drainStrategy(String name) {
        return named(name, extension.drainStrategies());
    }

    /** Its tracker of that name. */
    public DirtyTrackerFactory dirtyTracker(String name) {
        return named(name, extension.dirtyTrackers());
    }

    /** Its validator of that name. */
    public FileValidatorFactory fileValidator(String name) {
        return named(name, extension.fileValidators());
    }

    /** Its sink of that name. */
    public ImageSinkFactory imageSink(String name) {
        return named(name, extension.imageSinks());
    }

    private static <F extends ComponentFactory> F named(String name, List<F> factories) {
        return factories.stream()
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the plugin brings no " + name));
    }

    /** Lets go of its jars. Nothing of it may be used any more. */
    @Override
    public void close() throws IOException {
        loader.close();
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
