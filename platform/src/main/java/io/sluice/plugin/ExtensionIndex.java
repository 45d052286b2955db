package io.sluice.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.pf4j.processor.ExtensionStorage;
import org.pf4j.processor.IndexedExtensionStorage;

/**
 * The names of the extensions that pf4j's annotation processor wrote down. Of all jars of a plugin: pf4j itself looks into
 * the first that has an index, which may be that of a library.
 */
final class ExtensionIndex {
    private final ClassLoader loader;

    /** @param loader a plugin's, whose parents have no index */
    ExtensionIndex(ClassLoader loader) {
        this.loader = loader;
    }

    /** What is wrong with these names; empty when there is one. */
    static Optional<Finding> finding(Set<String> names) {
        if (names.size() == 1) {
            return Optional.empty();
        }
        String count = names.isEmpty() ? "no extension" : names.size() + " extensions";
        return Optional.of(Finding.unfit(
                "has " + count + " in the META-INF/extensions.idx of its jars, where there must be one",
                "build it with pf4j's annotation processor, and one class with @Extension"));
    }

    Set<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (URL index : Collections.list(loader.getResources(IndexedExtensionStorage.EXTENSIONS_RESOURCE))) {
            URLConnection connection = index.openConnection();
            // A cached jar file would stay open after the plugin is unloaded.
            connection.setUseCaches(false);
            try (Reader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                ExtensionStorage.read(reader, names);
            }
        }
        return names;
    }
}
