package io.sluice.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the file may be. */
final class ConfigurationSearch {
    private static final String NAME = "config.yaml";
    private static final Path OF_THE_SYSTEM = Path.of("/etc/sluice", NAME);

    private final Map<String, String> environment;
    private final Path home;

    ConfigurationSearch(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = Objects.requireNonNull(home);
    }

    /** The file that is to be read: one that somebody named, be it there or not, else the first that is there. */
    Optional<Path> first(Optional<Path> given) {
        return given.or(() -> variable("SLUICE_CONFIG").map(Path::of))
                .or(() -> Stream.of(ofTheUser(), Optional.of(OF_THE_SYSTEM), Optional.of(home.resolve(NAME)))
                        .flatMap(Optional::stream)
                        .filter(Files::exists)
                        .findFirst());
    }

    /** The folder for what may be lost. */
    Optional<Path> cache() {
        return folder("XDG_CACHE_HOME", ".cache");
    }

    private Optional<Path> ofTheUser() {
        return folder("XDG_CONFIG_HOME", ".config").map(folder -> folder.resolve(NAME));
    }

    /** By the XDG base directory specification, which has relative paths ignored. */
    private Optional<Path> folder(String variable, String usual) {
        return variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable("HOME").map(user -> Path.of(user, usual)))
                .map(base -> base.resolve("sluice"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
