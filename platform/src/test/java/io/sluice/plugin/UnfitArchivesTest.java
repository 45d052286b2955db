package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.failure.SluiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with an archive is told, and refused before any of its code runs: a plugin that runs leaves a mark. */
final class UnfitArchivesTest {
    private static final Lending LENDING = new Lending(
            () -> {
                throw new IllegalStateException("nobody lends a sample here");
            },
            4096);

    @TempDir
    private Path root;

    private Path folder;
    private Path mark;
    private Path good;
    private Path original;

    @BeforeEach
    void goodOne() throws IOException {
        folder = Files.createDirectory(root.resolve("plugins"));
        mark = root.resolve("it-ran");
        String entry = TestComponents.drain("one", "Availability.works()")
                + "static { try { java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + mark
                + "\"), \"\"); } catch (java.io.IOException e) { throw new AssertionError(e); } }";
        good = new TestPlugin("one").entry(entry).zip(folder);
        original = Files.copy(good, root.resolve("original.zip"));
    }

    @Test
    void aGoodOneIsFitAndRuns() {
        PluginVerification found = PluginVerification.of(good);
        assertThat(found.findings()).isEmpty();
        assertThat(found.fit()).isTrue();
        assertThat(mark).doesNotExist();
        load().close();
        assertThat(mark).exists();
    }

    @Test
    void pathsThatLeadOutAreRefused() throws IOException {
        for (String path : List.of("/etc/passwd", "../out", "lib/../../out.jar", "lib\\..\\out", "C:/out", "..")) {
            refused(Archive.of(original).with(path, "x"), "has a path that leads out of it: '" + path + "'");
        }
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        refused(Archive.of(original).with("lib/a.jar", 0120777, bytes("/etc/passwd")), "has a link: 'lib/a.jar'");
        refused(Archive.of(original).with("lib/b", 0010644, bytes("")), "has an entry that is neither file nor folder");
    }

    @Test
    void whatCanBeReadInTwoWaysIsRefused() throws IOException {
        refused(Archive.of(original).with("lib/plugin.jar", "another"), "has two entries of one name");
        Path hidden = Archive.of(original).write(root.resolve("hidden.zip"));
        byte[] bytes = Files.readAllBytes(hidden);
        // One entry less in the count of the directory.
        bytes[bytes.length - 12]--;
        bytes[bytes.length - 14]--;
        Files.write(good, bytes);
        assertThat(findings()).anyMatch(what -> what.startsWith("cannot be read: ZipException"));
        assertRefused();
    }

    @Test
    void classesOfTheSpiAndOfPf4jAreRefused() throws IOException {
        refused(with("io/sluice/spi/SpiVersion.class"), "lib/other.jar has a class of the SPI");
        refused(with("org/pf4j/Extension.class"), "lib/other.jar has a class of pf4j");
        refused(with("META-INF/versions/11/org/pf4j/Plugin.class"), "lib/other.jar has a class of pf4j");
        refused(with("../org/Out.class"), "lib/other.jar has a path that leads out of it");
    }

    /** Outside of the jars nothing is loaded; but nobody should have to know that. */
    @Test
    void theyAreRefusedInFoldersTooAndOtherCodeThereIsNoted() throws IOException {
        refused(
                Archive.of(original).with("classes/io/sluice/spi/Host.class", "x"),
                "has a class that Sluice has itself");
        refused(Archive.of(original).with("org/pf4j/Plugin.class", "x"), "has a class that Sluice has itself");
        Archive.of(original)
                .with("classes/a/Own.class", "x")
                .with("lib/B.JAR", "x")
                .write(good);
        PluginVerification found = PluginVerification.of(good);
        assertThat(found.fit()).isTrue();
        assertThat(found.findings())
                .extracting(Finding::what)
                .containsExactly("has code that nobody looks at: 'classes/a/Own.class'");
        load().close();
    }

    @Test
    void aJarThatIsNoneIsNamed() throws IOException {
        refused(Archive.of(original).with("lib/odd.jar", "no jar"), "lib/odd.jar is not a jar that can be read");
    }

    /** A class loader would follow these. */
    @Test
    void jarsThatNameFilesElsewhereAreRefused() throws IOException {
        for (String other :
                List.of("file:/tmp/a.jar", "../a.jar", "%2e%2e/a.jar", "http://localhost/a.jar", "./", "a/b.jar")) {
            String manifest = "Manifest-Version: 1.0\nClass-Path: beside.jar " + other + "\n\n";
            byte[] jar = jar("META-INF/MANIFEST.MF", bytes(manifest));
            refused(Archive.of(original).with("lib/other.jar", 0100644, jar), looksElsewhere(other));
        }
        byte[] index = bytes("JarIndex-Version: 1.0\n\nother.jar\na/b\n\nfile:/tmp/a.jar\na/c\n");
        byte[] jar = jar("META-INF/INDEX.LIST", index);
        refused(Archive.of(original).with("lib/other.jar", 0100644, jar), looksElsewhere("file:/tmp/a.jar"));
    }

    @Test
    void jarsThatNameThoseBesideThemAreFit() throws IOException {
        byte[] manifest = bytes("Manifest-Version: 1.0\nClass-Path: plugin.jar some-1.0.jar\n\n");
        Archive.of(original)
                .with("lib/other.jar", 0100644, jar("META-INF/MANIFEST.MF", manifest))
                .write(good);
        assertThat(PluginVerification.of(good).fit()).isTrue();
        load().close();
    }

    private static String looksElsewhere(String other) {
        return "lib/other.jar has classes looked for elsewhere: '" + other + "'";
    }

    @Test
    void loggingByAnotherLibraryIsNoted() throws IOException {
        with("org/slf4j/Logger.class").write(good);
        PluginVerification found = PluginVerification.of(good);
        assertThat(found.fit()).isTrue();
        assertThat(found.findings()).extracting(Finding::what).anyMatch(what -> what.contains("class of slf4j"));
        load().close();
    }

    @Test
    void whatIsWrittenForPeopleIsTold() throws IOException {
        Archive.of(original).without("plugin.properties").write(good);
        assertThat(findings()).containsExactly("has no plugin.properties at its root");
        new TestPlugin("one")
                .property("plugin.requires", ">=9.0.0")
                .property("plugin.class", "x")
                .entry("")
                .zip(folder);
        assertThat(findings())
                .containsExactly(
                        "has plugin.class in its plugin.properties, which Sluice does not serve",
                        "is for the SPI >=9.0.0, and this is 0.1.0");
        new TestPlugin("one").property("plugin.requires", "new one").entry("").zip(folder);
        assertThat(findings()).containsExactly("has a plugin.requires that cannot be read: 'new one'");
        Files.writeString(good, "no archive");
        assertThat(findings()).containsExactly("cannot be read: ZipException: it is no zip");
    }

    @Test
    void extensionsThatAreNotThereAreTold() throws IOException {
        Archive.of(original).without("lib/plugin.jar").write(good);
        assertThat(findings()).containsExactly("has no jar in lib");
        Archive named = Archive.of(good).with("lib/other.jar", 0100644, jar("META-INF/extensions.idx", bytes("a.B\n")));
        named.write(good);
        assertThat(findings()).containsExactly("names the extension a.B, which is in none of its jars");
        Archive.of(original)
                .without("lib/plugin.jar")
                .with("lib/x.jar", 0100644, jar("x", bytes("")))
                .write(good);
        assertThat(findings()).anyMatch(what -> what.startsWith("has no extension in"));
    }

    @Test
    void classesForALaterJavaAreTold() throws IOException {
        byte[] later = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 65};
        Archive.of(original)
                .with("lib/later.jar", 0100644, jar("a/Later.class", later))
                .write(good);
        assertThat(findings())
                .containsExactly("lib/later.jar has a class for Java 21: a/Later.class, and Sluice runs on 17");
    }

    @Test
    void whereOthersCanPutArchivesNoneIsLoaded() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> load().close())
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("can be written by others than its owner: " + folder.toRealPath());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(good, PosixFilePermissions.fromString("rw-r--rw-"));
        assertThatThrownBy(() -> load().close())
                .hasMessageContaining("can be written by others than its owner: " + good);
        assertThat(mark).doesNotExist();
    }

    @Test
    void linksInAFolderAreRefused() throws IOException {
        Files.delete(good);
        Path plugin = new TestPlugin("one").entry("").folder(folder);
        Path jar = Files.move(plugin.resolve("lib/plugin.jar"), root.resolve("elsewhere.jar"));
        Files.createSymbolicLink(plugin.resolve("lib/plugin.jar"), jar);
        assertThat(PluginVerification.of(plugin).findings())
                .extracting(Finding::what)
                .containsExactly("is or has a link: " + plugin.resolve("lib/plugin.jar"));
        assertThatThrownBy(() -> load().close()).hasMessageContaining("has a link");
    }

    private void refused(Archive archive, String what) throws IOException {
        archive.write(good);
        assertThat(findings()).anyMatch(found -> found.startsWith(what));
        assertThatThrownBy(() -> load().close())
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining(what);
        assertThat(mark).doesNotExist();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> load().close()).isInstanceOf(SluiceException.class);
        assertThat(mark).doesNotExist();
    }

    private Archive with(String path) throws IOException {
        byte[] head = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61};
        return Archive.of(original).with("lib/other.jar", 0100644, jar(path, head));
    }

    private static byte[] jar(String path, byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(contents);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> findings() {
        PluginVerification found = PluginVerification.of(good);
        assertThat(found.fit()).isFalse();
        assertThat(mark).doesNotExist();
        return found.findings().stream().map(Finding::what).toList();
    }

    private Plugins load() {
        PluginName name = new PluginName("one", new Place("config.yaml", 3));
        return Plugins.load(
                Configuration.defaults(root).withPlugins(new PluginSettings(folder, List.of(name))), LENDING);
    }
}
