package io.sluice.plugin;

import io.sluice.plugin.FoundPlugin.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.pf4j.PropertiesPluginDescriptorFinder;

/** The folder that plugins lie in: as folders, or as zip archives. */
final class PluginShelf {
    /** The file that describes a plugin, at the root of its folder or archive. */
    static final String DESCRIPTION = PropertiesPluginDescriptorFinder.DEFAULT_PROPERTIES_FILE_NAME;

    /** The folder with a plugin's jars. */
    static final String JARS = "lib";

    /** The longest description that is read, in bytes. */
    static final int MOST_DESCRIPTION = 1 << 16;

    private final Path folder;

    PluginShelf(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** All that lie there, by path; none when there is no such folder. */
    List<FoundPlugin> all() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PluginShelf::isPlugin)
                    .sorted()
                    .map(this::describe)
                    .toList();
        }
    }

    static boolean isArchive(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(".zip");
    }

    /** The jars of an unpacked plugin, in the order in which they are searched. */
    static List<Path> jars(Path plugin) throws IOException {
        Path jars = plugin.resolve(JARS);
        if (!Files.isDirectory(jars)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPlugin(Path path) {
        return !path.getFileName().toString().startsWith(".") && (Files.isDirectory(path) || isArchive(path));
    }

    private FoundPlugin describe(Path path) {
        try {
            Properties properties = isArchive(path) ? new PluginArchive(path).describe() : properties(path);
            Optional<Fault> writable = Trust.writableByOthers(parts(path)).map(PluginShelf::writable);
            return found(path, properties, writable.or(() -> fault(properties)));
        } catch (IOException | IllegalArgumentException unreadable) {
            Fault fault = new Fault("cannot be read: " + Failures.oneLine(unreadable), "fetch it again");
            return found(path, new Properties(), Optional.of(fault));
        }
    }

    private static FoundPlugin found(Path path, Properties properties, Optional<Fault> fault) {
        String id = value(properties, PropertiesPluginDescriptorFinder.PLUGIN_ID);
        return new FoundPlugin(
                id.isEmpty() ? path.getFileName().toString() : id,
                value(properties, PropertiesPluginDescriptorFinder.PLUGIN_VERSION),
                value(properties, PropertiesPluginDescriptorFinder.PLUGIN_DESCRIPTION),
                path,
                fault);
    }

    private static Properties properties(Path path) throws IOException {
        Properties properties = new Properties();
        Path description = path.resolve(DESCRIPTION);
        if (Files.isRegularFile(description)) {
            try (InputStream stream = Files.newInputStream(description)) {
                properties.load(new java.io.ByteArrayInputStream(stream.readNBytes(MOST_DESCRIPTION)));
            }
        }
        return properties;
    }

    private List<Path> parts(Path path) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(folder, path));
        if (Files.isDirectory(path)) {
            Stream.of(path.resolve(JARS), path.resolve(DESCRIPTION))
                    .filter(Files::exists)
                    .forEach(parts::add);
            parts.addAll(jars(path));
        }
        return parts;
    }

    private static Fault writable(Path path) {
        return new Fault("can be written by others than its owner: " + path, "chmod go-w " + path);
    }

    private static Optional<Fault> fault(Properties properties) {
        for (String key : List.of(
                PropertiesPluginDescriptorFinder.PLUGIN_ID,
                PropertiesPluginDescriptorFinder.PLUGIN_VERSION,
                PropertiesPluginDescriptorFinder.PLUGIN_REQUIRES)) {
            if (value(properties, key).isEmpty()) {
                return Optional.of(new Fault("has no " + key + " in its " + DESCRIPTION, "ask its author to name it"));
            }
        }
        for (String key : List.of(
                PropertiesPluginDescriptorFinder.PLUGIN_CLASS, PropertiesPluginDescriptorFinder.PLUGIN_DEPENDENCIES)) {
            if (!value(properties, key).isEmpty()) {
                return Optional.of(new Fault(
                        "has " + key + " in its " + DESCRIPTION + ", which Sluice does not serve",
                        "ask its author for a plugin of one extension that needs no other plugin"));
            }
        }
        return Optional.empty();
    }

    private static String value(Properties properties, String key) {
        return properties.getProperty(key, "").trim();
    }
}
