package io.sluice.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The folder that plugins lie in: as folders, or as zip archives. */
final class PluginShelf {
    /** The folder with a plugin's jars. */
    static final String JARS = "lib";

    private final Path folder;

    PluginShelf(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** All that lie there, by path; none when there is no such folder. Those in a folder that is not trusted have a fault. */
    List<FoundPlugin> all() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        Trust trust = Trust.ofThisUser();
        // Not by a link, which somebody could lead elsewhere after this.
        Path real = folder.toRealPath();
        Optional<Finding> untrusted = trust.ofFolder(real);
        try (Stream<Path> files = Files.list(real)) {
            return files.filter(PluginShelf::isPlugin)
                    .sorted()
                    .map(path -> describe(path, trust, untrusted))
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

    /** The same for a class loader. */
    static URL[] urls(List<Path> jars) throws MalformedURLException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private static boolean isPlugin(Path path) {
        return !path.getFileName().toString().startsWith(".") && (Files.isDirectory(path) || isArchive(path));
    }

    private static FoundPlugin describe(Path path, Trust trust, Optional<Finding> untrusted) {
        try {
            PluginDescription description = isArchive(path) ? new PluginArchive(path).describe() : description(path);
            Optional<Finding> own = trust.ofAll(parts(path))
                    .or(() -> description.findings().stream().findFirst());
            return found(path, description, untrusted.or(() -> own));
        } catch (IOException | IllegalArgumentException unreadable) {
            Finding fault = Finding.unfit("cannot be read: " + Failures.oneLine(unreadable), "fetch it again");
            return found(path, new PluginDescription(Optional.empty()), Optional.of(fault));
        }
    }

    private static FoundPlugin found(Path path, PluginDescription description, Optional<Finding> fault) {
        String id = description.id().isEmpty() ? path.getFileName().toString() : description.id();
        return new FoundPlugin(id, description.version(), description.text(), path, fault);
    }

    /** What a folder has as its description. */
    static PluginDescription description(Path plugin) throws IOException {
        Path file = plugin.resolve(PluginDescription.NAME);
        if (!Files.isRegularFile(file)) {
            return new PluginDescription(Optional.empty());
        }
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(file)) {
            properties.load(new ByteArrayInputStream(stream.readNBytes(PluginDescription.MOST_BYTES)));
        }
        return new PluginDescription(Optional.of(properties));
    }

    /** An archive, or a folder with all in it that counts. */
    static List<Path> parts(Path plugin) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(plugin));
        if (Files.isDirectory(plugin)) {
            Stream.of(plugin.resolve(JARS), plugin.resolve(PluginDescription.NAME))
                    .filter(part -> Files.exists(part, LinkOption.NOFOLLOW_LINKS))
                    .forEach(parts::add);
            parts.addAll(jars(plugin));
        }
        return parts;
    }
}
