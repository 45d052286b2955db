package io.sluice.acceptance;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of plugins with one more, unpacked from its archive as a person does it, and a configuration that loads it. */
final class MorePlugins {
    private MorePlugins() {}

    /**
     * Installs.
     *
     * @param folder where to; it is made
     * @param name the plugin's
     * @param sink the line of the sink in the configuration
     * @return the configuration
     */
    static Path with(Path folder, String name, String sink) {
        Path home = Sluice.launcher().getParent().getParent();
        try {
            Path plugins = Files.createDirectories(folder.resolve("plugins"));
            for (String each : List.of("drain-read", "track-hash")) {
                Command.of("cp", "-r", "" + home.resolve("plugins/" + each), "" + plugins)
                        .run()
                        .succeeded();
            }
            unpack(name, plugins);
            String load = "plugins: {folder: " + plugins + ", load: [drain-read, track-hash, " + name + "]}\n";
            return Files.writeString(folder.resolve("config.yaml"), load + "files: none\n" + sink + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unpacks the archive of that plugin into a folder of plugins, in which nothing can be written by others then. */
    static void unpack(String name, Path plugins) throws IOException {
        Path archives = Sluice.launcher().getParent().getParent().resolveSibling("more-plugins");
        try (var found = Files.newDirectoryStream(archives, name + "-*.zip")) {
            Path archive = found.iterator().next();
            Path into = Files.createDirectory(plugins.resolve(name));
            Command.of("unzip", "-q", "" + archive, "-d", "" + into).run().succeeded();
        }
        Command.of("chmod", "-R", "go-w", "" + plugins).run().succeeded();
    }
}
