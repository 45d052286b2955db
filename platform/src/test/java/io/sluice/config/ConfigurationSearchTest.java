package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order the file is looked for. */
final class ConfigurationSearchTest {
    @TempDir
    private Path folder;

    private Path ofTheHome;
    private Path ofTheUser;
    private Path ofTheBase;
    private Path named;

    @BeforeEach
    void write() throws IOException {
        ofTheHome = write("home/config.yaml", 1);
        ofTheUser = write("user/.config/sluice/config.yaml", 2);
        ofTheBase = write("base/sluice/config.yaml", 3);
        named = write("named.yaml", 4);
    }

    @Test
    void whatIsGivenWins() {
        assertThat(find(Optional.of(named), Map.of("SLUICE_CONFIG", ofTheUser.toString())))
                .isEqualTo(4);
    }

    @Test
    void thenTheVariable() {
        assertThat(find(
                        Optional.empty(),
                        Map.of(
                                "SLUICE_CONFIG",
                                named.toString(),
                                "HOME",
                                folder.resolve("user").toString())))
                .isEqualTo(4);
    }

    @Test
    void thenTheFolderOfTheUser() {
        Map<String, String> home = Map.of("HOME", folder.resolve("user").toString());
        assertThat(find(Optional.empty(), home)).isEqualTo(2);
        assertThat(find(
                        Optional.empty(),
                        with(
                                home,
                                "XDG_CONFIG_HOME",
                                ofTheBase.getParent().getParent().toString())))
                .isEqualTo(3);
        assertThat(find(Optional.empty(), with(home, "XDG_CONFIG_HOME", "relative")))
                .isEqualTo(2);
    }

    @Test
    void thenTheDistribution() {
        assumeFalse(Files.exists(Path.of("/etc/sluice/config.yaml")), "this machine has a configuration of Sluice");
        assertThat(find(Optional.empty(), Map.of("SLUICE_CONFIG", ""))).isEqualTo(1);
        assertThat(ofTheHome).exists();
    }

    @Test
    void thenTheDefaults() {
        assumeFalse(Files.exists(Path.of("/etc/sluice/config.yaml")), "this machine has a configuration of Sluice");
        Path empty = folder.resolve("empty");
        assertThat(Configuration.find(Optional.empty(), Map.of(), empty)).isEqualTo(Configuration.defaults(empty));
    }

    @Test
    void whatIsNamedMustBeThere() {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> find(Optional.of(missing), Map.of())).isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> find(Optional.empty(), Map.of("SLUICE_CONFIG", missing.toString())))
                .isInstanceOf(SluiceException.class);
    }

    private int find(Optional<Path> given, Map<String, String> environment) {
        return Configuration.find(given, environment, folder.resolve("home")).workers();
    }

    private static Map<String, String> with(Map<String, String> some, String key, String value) {
        Map<String, String> more = new java.util.HashMap<>(some);
        more.put(key, value);
        return more;
    }

    private Path write(String name, int workers) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "workers: " + workers);
    }
}
