package io.sluice.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * The files that a jar tells a class loader to look into as well: by {@code Class-Path} in its manifest, and on older Javas
 * by an index (both in the JAR File Specification). They are URLs, and may lead anywhere.
 */
final class OtherJars {
    private static final String INDEX = "META-INF/INDEX.LIST";
    private static final int MOST_INDEX = 1 << 20;

    /** A jar beside this one: that is in the same folder, and looked at like this one. */
    private static final Pattern BESIDE = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]*\\.jar");

    private OtherJars() {}

    /** The first that does not stay in the folder of the jar. */
    static Optional<String> elsewhere(JarFile jar) throws IOException {
        List<String> named = new ArrayList<>(classPath(jar));
        named.addAll(index(jar));
        return named.stream().filter(name -> !BESIDE.matcher(name).matches()).findFirst();
    }

    private static List<String> classPath(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return path == null || path.isBlank() ? List.of() : List.of(path.strip().split("\\s+", -1));
    }

    /** Only lines that end so name jars; the others are packages. */
    private static List<String> index(JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(INDEX);
        if (entry == null) {
            return List.of();
        }
        try (InputStream contents = jar.getInputStream(entry)) {
            byte[] bytes = contents.readNBytes(MOST_INDEX);
            if (bytes.length == MOST_INDEX) {
                throw new ZipException("the index of a jar is too long");
            }
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.strip().endsWith(".jar"))
                    .map(String::strip)
                    .toList();
        }
    }
}
