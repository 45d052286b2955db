package io.sluice.plugin;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said of a plugin without running any of its code.
 *
 * @param path the archive, or the folder
 * @param id its {@code plugin.id}; empty where it has none
 * @param version its {@code plugin.version}; empty where it has none
 * @param sha256 by which it can be pinned; empty where it cannot be read
 * @param findings all that is to be said against it
 */
public record PluginVerification(Path path, String id, String version, String sha256, List<Finding> findings) {
    private static final String AGAIN = "build it again";

    public PluginVerification {
        findings = List.copyOf(findings);
    }

    /** Whether Sluice takes it. */
    public boolean fit() {
        return findings.stream().noneMatch(Finding::unfit);
    }

    /** Looks at an archive, or at the folder of one that was unpacked. */
    public static PluginVerification of(Path path) {
        if (!Files.exists(path)) {
            return unreadable(path, "there is no such file", "give a plugin's archive, or the folder of one");
        }
        try {
            if (Files.isDirectory(path)) {
                return of(path, PluginShelf.description(path), links(path), path);
            }
            try (PrivateFolder unpacked = new PrivateFolder()) {
                List<Finding> findings = ArchiveFindings.of(path);
                if (findings.stream().noneMatch(Finding::unfit)) {
                    new PluginArchive(path).unpack(unpacked.path());
                }
                return of(path, new PluginArchive(path).describe(), findings, unpacked.path());
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return unreadable(path, "cannot be read: " + Failures.oneLine(unreadable), AGAIN);
        }
    }

    private static PluginVerification unreadable(Path path, String what, String remedy) {
        return new PluginVerification(path, "", "", "", List.of(Finding.unfit(what, remedy)));
    }

    private static PluginVerification of(Path path, PluginDescription description, List<Finding> before, Path unpacked)
            throws IOException {
        List<Finding> findings = new ArrayList<>(before);
        findings.addAll(description.findings());
        description.spi().ifPresent(findings::add);
        List<Path> jars = PluginShelf.jars(unpacked);
        for (Path jar : jars) {
            findings.addAll(JarFindings.ofAll(jar));
        }
        if (before.stream().noneMatch(Finding::unfit)) {
            findings.addAll(extension(jars));
        }
        return new PluginVerification(path, description.id(), description.version(), Fingerprint.of(path), findings);
    }

    private static List<Finding> links(Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path part : PluginShelf.parts(folder)) {
            if (Files.isSymbolicLink(part)) {
                findings.add(Finding.unfit("is or has a link: " + part, "put the file itself there"));
            }
        }
        return findings;
    }

    private static List<Finding> extension(List<Path> jars) throws IOException {
        if (jars.isEmpty()) {
            return List.of(Finding.unfit("has no jar in " + PluginShelf.JARS, "put its classes there, in a jar"));
        }
        // It finds resources; no class is loaded by it.
        try (URLClassLoader files = new URLClassLoader("verified", PluginShelf.urls(jars), null)) {
            Set<String> names = new ExtensionIndex(files).names();
            Optional<Finding> wrong = ExtensionIndex.finding(names);
            if (wrong.isPresent()) {
                return List.of(wrong.get());
            }
            String name = names.iterator().next();
            return files.getResource(name.replace('.', '/') + ".class") != null
                    ? List.of()
                    : List.of(Finding.unfit("names the extension " + name + ", which is in none of its jars", AGAIN));
        }
    }
}
