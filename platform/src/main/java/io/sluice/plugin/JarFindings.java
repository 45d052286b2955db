package io.sluice.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What is to be said against one jar of a plugin. Of each kind only the first is named. */
final class JarFindings {
    private static final String CLASS = ".class";
    private static final String VERSIONS = "META-INF/versions/\\d+/";
    private static final int MAGIC = 0xcafebabe;

    /** Of Java 17 (JVMS 4.1). */
    private static final int NEWEST_CLASSES = 61;

    private final Path jar;
    private final String label;
    private final Map<String, Finding> found = new LinkedHashMap<>();

    private JarFindings(Path jar) {
        this.jar = jar;
        this.label = PluginShelf.JARS + "/" + jar.getFileName();
    }

    /** What it is refused for: its names are looked at, not its classes. */
    static List<Finding> ofNames(Path jar) throws IOException {
        return new JarFindings(jar).look(false);
    }

    /** All of it, which takes longer. */
    static List<Finding> ofAll(Path jar) throws IOException {
        return new JarFindings(jar).look(true);
    }

    private List<Finding> look(boolean atClasses) throws IOException {
        try (JarFile zip = new JarFile(jar.toFile(), false)) {
            OtherJars.elsewhere(zip)
                    .ifPresent(other -> add(Finding.unfit(
                            label + " has classes looked for elsewhere: " + EntryNames.quoted(other),
                            "build it without a Class-Path and an index")));
            for (ZipEntry entry : Collections.list(zip.entries())) {
                name(entry.getName());
                if (atClasses) {
                    origin(entry.getName());
                    version(zip, entry);
                }
            }
        } catch (ZipException broken) {
            add(Finding.unfit(label + " is not a jar that can be read: " + broken.getMessage(), "build it again"));
        }
        return new ArrayList<>(found.values());
    }

    private void name(String name) {
        if (EntryNames.leadsOut(name)) {
            add(Finding.unfit(
                    label + " has a path that leads out of it: " + EntryNames.quoted(name), "build it again"));
        }
        String plain = name.replaceFirst(VERSIONS, "");
        if (isClassOf(plain, "io/sluice/spi/")) {
            add(Finding.unfit(label + " has a class of the SPI: " + plain, "let the SPI be 'provided' in the build"));
        }
        if (isClassOf(plain, "org/pf4j/")) {
            add(Finding.unfit(label + " has a class of pf4j: " + plain, "let pf4j be 'provided' in the build"));
        }
    }

    private void origin(String name) {
        if (isClassOf(name, "org/slf4j/")) {
            add(Finding.note(
                    label + " has a class of slf4j: " + name + "; what is logged by it does not come to Sluice's log",
                    "log by Host.logger()"));
        }
    }

    private static boolean isClassOf(String name, String start) {
        return name.startsWith(start) && name.endsWith(CLASS);
    }

    private void version(ZipFile zip, ZipEntry entry) throws IOException {
        if (!entry.getName().endsWith(CLASS) || entry.getName().startsWith("META-INF/")) {
            return;
        }
        Optional<Integer> version = version(zip.getInputStream(entry));
        if (version.isEmpty()) {
            add(Finding.unfit(
                    label + " has a class that is none: " + EntryNames.quoted(entry.getName()), "build it again"));
        } else if (version.get() > NEWEST_CLASSES) {
            int java = version.get() - NEWEST_CLASSES + 17;
            add(Finding.unfit(
                    label + " has a class for Java " + java + ": " + entry.getName() + ", and Sluice runs on 17",
                    "compile with --release 17"));
        }
    }

    private static Optional<Integer> version(InputStream contents) throws IOException {
        try (contents) {
            byte[] head = contents.readNBytes(8);
            ByteBuffer bytes = ByteBuffer.wrap(head);
            return head.length == 8 && bytes.getInt() == MAGIC
                    ? Optional.of(Short.toUnsignedInt(bytes.getShort(6)))
                    : Optional.empty();
        }
    }

    private void add(Finding finding) {
        // Up to the colon it says what kind it is.
        found.putIfAbsent(finding.what().replaceFirst(":.*", ""), finding);
    }
}
