package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.Component;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which components a configuration gets, and what is said when it cannot have them. */
final class SelectionTest {
    private static final String WORKS = "Availability.works()";
    private static final String MISSING = "new Availability.Missing(\"no soft-dirty\", \"use another tracker\")";

    @TempDir
    private static Path root;

    private static Plugins plugins;
    private static Configuration configuration;

    @BeforeAll
    static void load() throws IOException {
        new TestPlugin("drains").entry(TestComponents.drain("read", WORKS)).folder(root);
        new TestPlugin("broken-drain")
                .entry(TestComponents.drain("splice", MISSING))
                .folder(root);
        new TestPlugin("soft-dirty")
                .entry(TestComponents.tracker("soft-dirty", MISSING))
                .folder(root);
        new TestPlugin("throws").entry(TestComponents.tracker("throws", "null")).folder(root);
        new TestPlugin("hash")
                .entry(TestComponents.tracker("hash", WORKS)
                        .replace(
                                "new DirtyTracker() {",
                                "new DirtyTracker() { public boolean looksAtBytes() { return true; }"))
                .folder(root);
        new TestPlugin("later").entry(TestComponents.tracker("later", WORKS)).folder(root);
        new TestPlugin("lasts").entry(TestComponents.lastingTracker("lasts")).folder(root);
        new TestPlugin("directory")
                .entry(TestComponents.sink("directory", false))
                .folder(root);
        new TestPlugin("encrypt").entry(TestComponents.sink("encrypt", true)).folder(root);
        List<PluginName> all = Stream.of(
                        "drains", "broken-drain", "soft-dirty", "throws", "hash", "later", "directory", "encrypt")
                .map(id -> new PluginName(id, Place.DEFAULT))
                .toList();
        configuration = Configuration.defaults(root).withPlugins(new PluginSettings(root, all));
        plugins = Plugins.load(
                configuration,
                new Lending(
                        () -> {
                            throw new IllegalStateException("nobody lends a sample here");
                        },
                        4096));
    }

    @AfterAll
    static void unload() {
        plugins.close();
        System.clearProperty(TestComponents.CLOSED);
    }

    @BeforeEach
    void forget() {
        System.clearProperty(TestComponents.CLOSED);
    }

    @Test
    void autoIsTheFirstTrackerThatWorks() {
        try (Selection selection = plugins.select(configuration)) {
            assertThat(selection.drain().named()).isEqualTo(new Component("read", "1.2.3"));
            assertThat(selection.trackers().get(0).named()).isEqualTo(new Component("hash", "1.2.3"));
            assertThat(selection.sink().named()).isEqualTo(new Component("directory", "1.2.3"));
            assertThat(selection.notes())
                    .containsExactly(
                            "tracker 'soft-dirty' was passed over: no soft-dirty",
                            "tracker 'throws' was passed over: plugin 'throws' 1.2.3 failed when probed for its"
                                    + " tracker 'throws': NullPointerException: it answered null");
        }
        assertThat(closed()).containsExactly("directory", "hash", "read");
    }

    @Test
    void autoOutlivesTheRequestOnlyWhereThatMayBe() {
        Configuration both = loading("drains", "hash", "lasts", "directory");
        try (Plugins loaded = Plugins.load(both, new Lending(() -> null, 4096))) {
            assertTracker("hash", loaded.select(both));
            assertTracker("hash", loaded.select(both, Lasting.NO));
            assertTracker("lasts", loaded.select(both, Lasting.YES));
            assertTracker("lasts", loaded.select(both, Lasting.unless(Optional::empty)));
            assertTracker(
                    "hash",
                    loaded.select(both, Lasting.unless(() -> Optional.of("the target is sealed"))),
                    "tracker 'lasts' was passed over: the target is sealed");
            assertTracker("lasts", loaded.select(both.withTracker("lasts"), Lasting.NO));
        }
    }

    private static void assertTracker(String name, Selection selection, String... notes) {
        try (selection) {
            assertThat(selection.trackers().get(0).named().name()).isEqualTo(name);
            assertThat(selection.notes()).containsExactly(notes);
        }
    }

    private static Configuration loading(String... plugins) {
        return configuration.withPlugins(new PluginSettings(
                root,
                Stream.of(plugins).map(id -> new PluginName(id, Place.DEFAULT)).toList()));
    }

    @Test
    void aTrackerCanHaveAWitness() {
        try (Selection selection = plugins.select(configuration.withTracker("later+hash"))) {
            assertThat(selection.trackers())
                    .extracting(tracker -> tracker.named().name())
                    .containsExactly("later", "hash");
        }
        assertThat(closed()).containsExactly("directory", "hash", "later", "read");
    }

    @Test
    void whereAutoChoseAWitnessThereIsNoOther() {
        try (Selection selection = plugins.select(configuration.withTracker("auto+hash"))) {
            assertThat(selection.trackers())
                    .extracting(tracker -> tracker.named().name())
                    .containsExactly("hash");
        }
    }

    @Test
    void trackersThatDoNotFitAreRefused() {
        assertThat(failure(ErrorCode.CONFIG, configuration.withTracker("hash+later")))
                .hasMessage("as requested: tracker 'later' does not look at bytes");
        assertThat(failure(ErrorCode.CONFIG, configuration.withTracker("hash+hash")))
                .hasMessageContaining("tracker 'hash' looks at bytes itself");
        assertThat(failure(ErrorCode.CONFIG, configuration.withTracker("none+hash")))
                .hasMessageContaining("tracker 'none' knows no changes");
        assertThat(failure(ErrorCode.USAGE, configuration.withTracker("later+hsah"))
                        .remedy())
                .startsWith("did you mean 'hash'?");
        assertThat(closed()).isNotEmpty();
    }

    @Test
    void noneIsNoTracker() {
        try (Selection selection = plugins.select(configuration.withTracker("none"))) {
            assertThat(selection.trackers()).isEmpty();
            assertThat(selection.notes()).isEmpty();
        }
    }

    @Test
    void autoIsNoTrackerWhereNoneWorks() throws IOException {
        Configuration few = loading("drains", "soft-dirty", "directory");
        try (Plugins loaded = Plugins.load(few, new Lending(() -> null, 4096));
                Selection selection = loaded.select(few)) {
            assertThat(selection.trackers()).isEmpty();
            assertThat(selection.notes()).hasSize(2).last().asString().contains("all pages are taken");
        }
    }

    @Test
    void sinksStack() {
        Configuration stacked = sinks(ComponentChoice.of("encrypt"), ComponentChoice.of("directory"));
        try (Selection selection = plugins.select(stacked)) {
            assertThat(selection.sink().component().resolve("", "")).isEqualTo("encrypt>directory");
            assertThat(selection.sink().named()).isEqualTo(new Component("encrypt+directory", "1.2.3+1.2.3"));
        }
        assertThat(closed()).startsWith("encrypt", "directory");
    }

    @Test
    void whatComponentsHaveToSayIsInTheNotesOnce() {
        Configuration stacked = sinks(ComponentChoice.of("encrypt"), ComponentChoice.of("directory"));
        try (Selection selection = plugins.select(stacked.withTracker("none"))) {
            assertThat(selection.notes()).isEmpty();
            ImageSink sink = selection.sink().component();
            assertThat(sink.resolve("", "")).isEqualTo(sink.resolve("", ""));
            assertThat(selection.notes()).containsExactly("sink 'encrypt': resolves", "sink 'directory': resolves");
        }
    }

    @Test
    void sinksThatDoNotStackAreRefused() {
        assertThat(failure(ErrorCode.CONFIG, sinks(ComponentChoice.of("directory"), ComponentChoice.of("directory"))))
                .hasMessageContaining("stores images itself");
        assertThat(failure(ErrorCode.CONFIG, sinks(ComponentChoice.of("encrypt"))))
                .hasMessageContaining("no sink below");
    }

    @Test
    void componentThatIsNotThereIsNamedWithWhatThereIs() {
        assertThat(failure(ErrorCode.USAGE, configuration.withDrain("raed")))
                .hasMessage("as requested: no loaded plugin has a drain 'raed'")
                .extracting(SluiceException::remedy)
                .asString()
                .startsWith("did you mean 'read'?");
        assertThat(failure(ErrorCode.USAGE, configuration.withTracker("uffd")).remedy())
                .contains("soft-dirty, throws, hash, later");
    }

    @Test
    void componentThatDoesNotWorkHereSaysWhy() {
        assertThat(failure(ErrorCode.PLUGIN, configuration.withTracker("soft-dirty")))
                .hasMessage("tracker 'soft-dirty' does not work here: no soft-dirty")
                .extracting(SluiceException::remedy)
                .isEqualTo("use another tracker");
        assertThat(failure(ErrorCode.PLUGIN, configuration.withDrain("splice"))).isNotNull();
    }

    @Test
    void wrongSettingsOfAllComponentsAreToldAtOnceAndNoneIsUsed() throws IOException {
        Path file = Files.writeString(root.resolve("wrong.yaml"), """
                drain: {use: read, depth: 9}
                tracker: {use: auto, spede: 1}
                sink:
                  use: directory
                  durability: fsynk
                  durabilty: none
                """);
        Configuration wrong = Configuration.load(file, root).withPlugins(configuration.plugins());
        assertThat(failure(ErrorCode.CONFIG, wrong).getMessage().lines())
                .containsExactly(
                        file + ":1: depth is '9', but a whole number from 1 to 8 is wanted; write a whole number from 1"
                                + " to 8, or leave the key out",
                        file + ":2: tracker 'auto' has no key 'spede'; remove it",
                        file + ":5: durability is 'fsynk', which is none of: fsync, none; did you mean 'fsync'?",
                        file + ":6: sink 'directory' has no key 'durabilty'; did you mean 'durability'?");
        assertThat(closed()).containsExactly("directory", "hash", "read");
    }

    @Test
    void whatAComponentRefusesIsToldAndTheOthersAreClosed() {
        assertThat(failure(ErrorCode.PLUGIN, sinks(ComponentChoice.of("directory", Map.of("refuse", true)))))
                .hasMessage("plugin 'directory' 1.2.3: there is no store")
                .extracting(SluiceException::remedy)
                .isEqualTo("make one");
        assertThat(closed()).containsExactly("hash", "read");
    }

    private static Configuration sinks(ComponentChoice... choices) {
        return configuration.withSinks(List.of(choices));
    }

    private static SluiceException failure(ErrorCode code, Configuration wanted) {
        SluiceException failure = catchThrowableOfType(
                SluiceException.class, () -> plugins.select(wanted).close());
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    private static List<String> closed() {
        return List.of(System.getProperty(TestComponents.CLOSED, "").strip().split(" "));
    }
}
