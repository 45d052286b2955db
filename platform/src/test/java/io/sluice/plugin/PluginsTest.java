package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded, and what is said of what cannot be. The plugins are real: written, compiled and packed here. */
final class PluginsTest {
    private static final String WORKS = "Availability.works()";

    private static final String FAIL = "static Availability fail() { throw new IllegalStateException(\"as asked\"); }";

    /** A plugin that asks for no sample gets none. */
    private static final Lending LENDING = new Lending(
            () -> {
                throw new IllegalStateException("nobody lends a sample here");
            },
            4096);

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("plugins"));
    }

    @Test
    void folderAndArchiveAreLoadedAlike() throws IOException {
        Path unpacked =
                new TestPlugin("one").entry(TestComponents.drain("one", WORKS)).folder(folder);
        Path zipped =
                new TestPlugin("two").entry(TestComponents.drain("two", WORKS)).zip(folder);
        new TestPlugin("three")
                .entry("static { if (true) throw new IllegalStateException(); }")
                .folder(folder);
        List<PluginReport> reports = survey("one", "two");
        assertThat(reports).extracting(PluginReport::plugin).containsExactly("one", "two", "three");
        assertThat(reports).extracting(PluginReport::path).startsWith(unpacked, zipped);
        assertThat(reports).extracting(PluginReport::version).containsOnly("1.2.3");
        assertThat(reports.get(1).component()).contains(new PluginReport.Brings(Kind.DRAIN, "two"));
        assertThat(reports.get(1).summary()).isEqualTo("summary of two");
        assertThat(reports.get(1).standing()).isEqualTo(new Standing.Probed(Availability.works()));
        assertThat(reports.get(2).standing()).isEqualTo(new Standing.NotLoaded());
        assertThat(reports.get(2).summary()).isEqualTo("made by a test");
        load("one", "two").close();
    }

    @Test
    void archiveLeavesNothingBehindAndNeedsNoWritableFolder() throws IOException {
        String id = "two-" + System.nanoTime();
        Path archive =
                new TestPlugin(id).entry(TestComponents.drain("two", WORKS)).zip(folder);
        Plugins plugins = load(id);
        List<Path> unpacked = unpacked(id);
        plugins.close();
        assertThat(unpacked).hasSize(1);
        assertThat(unpacked(id)).isEmpty();
        assertThat(files(folder)).containsExactly(archive);
    }

    @Test
    void missingPluginIsNamedWithItsLine() throws IOException {
        new TestPlugin("track-hash").entry("").folder(folder);
        SluiceException failure = failure("track-hsah");
        assertThat(failure)
                .hasMessage("config.yaml:3: there is no plugin 'track-hsah' in " + folder)
                .extracting(SluiceException::remedy)
                .isEqualTo("did you mean 'track-hash'?");
        assertThat(survey("track-hsah").get(0).standing()).isInstanceOf(Standing.Failed.class);
    }

    @Test
    void missingFolderHasNoPlugins() throws IOException {
        Files.delete(folder);
        assertThat(failure("one")).hasMessageContaining("there is no plugin 'one'");
        assertThat(survey()).isEmpty();
    }

    @Test
    void pluginThatIsThereTwiceIsRefused() throws IOException {
        new TestPlugin("one").entry("").folder(folder);
        new TestPlugin("one").entry("").zip(folder);
        assertThat(failure("one")).hasMessageContaining("more than once");
    }

    @Test
    void pluginWithoutAnExtensionIsRefused() throws IOException {
        new TestPlugin("none")
                .source("third.party.Other", "package third.party; class Other {}")
                .folder(folder);
        new TestPlugin("empty").folder(folder);
        assertThat(failure("none")).hasMessageContaining("has no extension");
        assertThat(failure("empty")).hasMessageContaining("has no extension");
    }

    @Test
    void extensionOfAnotherKindIsRefused() throws IOException {
        new TestPlugin("other")
                .source(
                        "third.party.Other",
                        "package third.party; @org.pf4j.Extension public class Other implements"
                                + " org.pf4j.ExtensionPoint {}")
                .folder(folder);
        assertThat(failure("other")).hasMessageContaining("ClassCastException");
    }

    @Test
    void pluginForAnotherSpiIsRefused() throws IOException {
        new TestPlugin("late").property("plugin.requires", ">=0.2.0").entry("").folder(folder);
        new TestPlugin("early").property("plugin.requires", "<0.1.0").entry("").folder(folder);
        new TestPlugin("odd").property("plugin.requires", "new one").entry("").folder(folder);
        new TestPlugin("mute").property("plugin.requires", null).entry("").folder(folder);
        assertThat(failure("late")).hasMessageContaining("is for the SPI >=0.2.0, and this is 0.1.0");
        assertThat(failure("early")).hasMessageContaining("is for the SPI <0.1.0");
        assertThat(failure("odd")).hasMessageContaining("plugin 'odd' 1.2.3");
        assertThat(failure("mute")).hasMessageContaining("has no plugin.requires");
    }

    @Test
    void whatAnExtensionThrowsIsOneLine() throws IOException {
        new TestPlugin("throws")
                .entry("public Entry() { throw new IllegalStateException(\"first\\nsecond\"); }")
                .folder(folder);
        new TestPlugin("static")
                .entry("static final int N = Integer.parseInt(\"x\");")
                .folder(folder);
        new TestPlugin("hidden").entry("private Entry() {}").folder(folder);
        new TestPlugin("null")
                .entry("public List<DrainStrategyFactory> drainStrategies() { return null; }")
                .folder(folder);
        assertThat(failure("throws"))
                .hasMessage("plugin 'throws' 1.2.3 failed when created: IllegalStateException: first");
        assertThat(failure("static")).hasMessageContaining("NumberFormatException");
        assertThat(failure("hidden")).hasMessageContaining("NoSuchMethodException");
        assertThat(failure("null")).hasMessageContaining("NullPointerException");
    }

    @Test
    void linkageErrorIsOneLine() throws IOException {
        Path plugin = new TestPlugin("broken")
                .library("third.library.Gone", "package third.library; public class Gone {}")
                .entry("final Object gone = new third.library.Gone();")
                .folder(folder);
        Files.delete(plugin.resolve("lib/library.jar"));
        assertThat(failure("broken")).hasMessageContaining("NoClassDefFoundError: third/library/Gone");
    }

    @Test
    void twoOfOneNameAreRefused() throws IOException {
        new TestPlugin("one").entry(TestComponents.drain("same", WORKS)).folder(folder);
        new TestPlugin("two").entry(TestComponents.drain("same", WORKS)).folder(folder);
        new TestPlugin("three").entry(TestComponents.tracker("same", WORKS)).folder(folder);
        assertThat(failure("one", "two"))
                .hasMessage("plugin 'two' 1.2.3 and plugin 'one' 1.2.3 both have the drain 'same'");
        load("one", "three").close();
    }

    @Test
    void nameThatMeansSomethingElseIsRefused() throws IOException {
        new TestPlugin("one").entry(TestComponents.tracker("auto", WORKS)).folder(folder);
        new TestPlugin("two").entry(TestComponents.drain("Not So", WORKS)).folder(folder);
        assertThat(failure("one")).hasMessageContaining("not allowed: 'auto'");
        assertThat(failure("two")).hasMessageContaining("not allowed: 'Not So'");
    }

    @Test
    void whatPf4jHasAndSluiceHasNotIsRefused() throws IOException {
        new TestPlugin("one")
                .property("plugin.class", "third.party.Entry")
                .entry("")
                .folder(folder);
        new TestPlugin("two").property("plugin.dependencies", "one").entry("").folder(folder);
        assertThat(failure("one")).hasMessageContaining("has plugin.class");
        assertThat(failure("two")).hasMessageContaining("has plugin.dependencies");
    }

    @Test
    void pluginThatOthersCanWriteIsRefused() throws IOException {
        Path plugin = new TestPlugin("one").entry("").folder(folder);
        load("one").close();
        Files.setPosixFilePermissions(plugin.resolve("lib/plugin.jar"), PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(failure("one"))
                .hasMessageContaining("can be written by others")
                .hasMessageContaining("plugin.jar");
        assertThat(survey().get(0).standing()).isInstanceOf(Standing.Failed.class);
    }

    @Test
    void damagedArchiveIsRefused() throws IOException {
        Files.writeString(folder.resolve("damaged.zip"), "no archive");
        assertThat(failure("damaged.zip")).hasMessageContaining("cannot be read");
    }

    @Test
    void failedProbeIsAnEntryOfTheSurvey() throws IOException {
        new TestPlugin("one")
                .entry(TestComponents.drain("one", "new Availability.Missing(\"no such call\", \"another kernel\")"))
                .folder(folder);
        new TestPlugin("two")
                .entry(TestComponents.drain("two", "fail()") + FAIL)
                .folder(folder);
        List<PluginReport> reports = survey("one", "two");
        assertThat(reports.get(0).standing())
                .isEqualTo(new Standing.Probed(new Availability.Missing("no such call", "another kernel")));
        assertThat(reports.get(1).summary()).isEqualTo("summary of two");
        assertThat(reports.get(1).standing())
                .isInstanceOfSatisfying(Standing.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo("plugin 'two' 1.2.3 failed when probed for its drain 'two':"
                                + " IllegalStateException: as asked"));
    }

    private Plugins load(String... ids) {
        return Plugins.load(configuration(ids), LENDING);
    }

    private List<PluginReport> survey(String... ids) {
        return Plugins.survey(configuration(ids), LENDING);
    }

    private SluiceException failure(String... ids) {
        SluiceException failure =
                catchThrowableOfType(SluiceException.class, () -> load(ids).close());
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.PLUGIN);
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(failure.remedy()).isNotBlank().doesNotContain("\n");
        return failure;
    }

    private Configuration configuration(String... ids) {
        List<PluginName> names = Arrays.stream(ids)
                .map(id -> new PluginName(id, new Place("config.yaml", 3)))
                .toList();
        return Configuration.defaults(root).withPlugins(new PluginSettings(folder, names));
    }

    /** Where the plugin stands unpacked at this moment; other runs of Sluice may unpack others. */
    private static List<Path> unpacked(String id) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(Path.of(System.getProperty("java.io.tmpdir")))) {
            Path description = file.resolve("plugin.properties");
            if (Files.exists(description) && Files.readString(description).contains(id)) {
                found.add(file);
            }
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
