package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pinned plugin is the one that was looked at, to the byte. */
final class PinsTest {
    private static final Lending LENDING = new Lending(
            () -> {
                throw new IllegalStateException("nobody lends a sample here");
            },
            4096);

    @TempDir
    private Path root;

    private Path folder;
    private Path one;
    private Path two;

    @BeforeEach
    void install() throws IOException {
        folder = Files.createDirectory(root.resolve("plugins"));
        one = new TestPlugin("one").entry("").zip(folder);
        two = new TestPlugin("two").entry("").folder(folder);
    }

    @Test
    void theSumIsTheOneThatCommandsTell() {
        assertThat(told("sha256sum one.zip", folder))
                .isEqualTo(PluginVerification.of(one).sha256());
        assertThat(told("LC_ALL=C sha256sum plugin.properties lib/*.jar | sha256sum", two))
                .isEqualTo(PluginVerification.of(two).sha256());
    }

    @Test
    void whatFitsItsPinIsLoaded() throws IOException {
        load("{one: " + sum(one) + ", two: " + sum(two).toUpperCase(java.util.Locale.ROOT) + "}", "refuse")
                .close();
    }

    @Test
    void whatDoesNotFitItsPinIsRefused() throws IOException {
        String pins = "{one: " + sum(one) + ", two: " + sum(two) + "}";
        Files.writeString(two.resolve("plugin.properties"), "# changed\n", StandardOpenOption.APPEND);
        refused(pins, "plugin 'two' 1.2.3", "is pinned to another one (" + root.resolve("config.yaml") + ":4)");
        String other = "{one: " + sum(two) + "}";
        refused(other, "plugin 'one' 1.2.3", "is pinned to another one");
    }

    @Test
    void whatHasNoPinIsRefusedWherePinsAreDemanded() throws IOException {
        load("{one: " + sum(one) + "}", "load").close();
        assertThatThrownBy(() -> load("{one: " + sum(one) + "}", "refuse").close())
                .hasMessageContaining("plugin 'two' 1.2.3")
                .hasMessageContaining("has no pin");
    }

    @Test
    void mistakesInPinsAreToldAtOnce() {
        assertThatThrownBy(() -> load("{oen: " + "0".repeat(63) + "a, two: abc}", "maybe"))
                .isInstanceOfSatisfying(
                        SluiceException.class, wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.CONFIG))
                .hasMessageContaining("a pin for the plugin 'oen', which is not loaded; did you mean 'one'?")
                .hasMessageContaining("two is 'abc', but the 64 hexadecimal digits of a SHA-256 is wanted")
                .hasMessageContaining("unpinned is 'maybe'");
    }

    private void refused(String pins, String... words) {
        assertThatThrownBy(() -> load(pins, "load").close())
                .isInstanceOfSatisfying(
                        SluiceException.class, wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.PLUGIN))
                .hasMessageContainingAll(words);
    }

    private static String sum(Path plugin) throws IOException {
        return Fingerprint.of(plugin);
    }

    private static String told(String command, Path where) {
        return Command.of("sh", "-c", command).in(where).run().succeeded().out().substring(0, 64);
    }

    private Plugins load(String pins, String unpinned) throws IOException {
        String yaml = """
                plugins:
                  folder: %s
                  load: [one, two]
                  pins: %s
                  unpinned: %s
                """.formatted(folder, pins, unpinned);
        Path file = Files.writeString(root.resolve("config.yaml"), yaml);
        return Plugins.load(Configuration.load(file, root), LENDING);
    }
}
