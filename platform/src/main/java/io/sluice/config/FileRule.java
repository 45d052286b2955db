package io.sluice.config;

import io.sluice.image.manifest.OnMismatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How files are shown to be the same.
 *
 * @param paths which files; at least one pattern
 * @param methods the validators, of which the first that has an answer counts; at least one
 * @param onMismatch what another file does; empty where nothing was said: then at a dump {@link OnMismatch#FAIL}, and at a
 *     check what the dump recorded
 * @param place where it was said
 */
public record FileRule(
        List<PathPattern> paths, List<ComponentChoice> methods, Optional<OnMismatch> onMismatch, Place place) {

    private static final ComponentChoice WHOLE = new ComponentChoice(
            "checksum", (Value.Mapping) Value.of(java.util.Map.of("coverage", "whole"), Place.DEFAULT), Place.DEFAULT);

    /** The rules that hold after those that somebody wrote: they have one for every file. */
    static final List<FileRule> DEFAULTS = List.of(
            byDefault(List.of("*.log", "/var/log/*"), OnMismatch.APPEND_OK), byDefault(List.of("**"), OnMismatch.FAIL));

    public FileRule {
        paths = List.copyOf(paths);
        methods = List.copyOf(methods);
        Objects.requireNonNull(onMismatch);
        Objects.requireNonNull(place);
        if (paths.isEmpty() || methods.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a pattern and a method");
        }
    }

    /** Whether it is for this path. */
    public boolean fits(String path) {
        return paths.stream().anyMatch(pattern -> pattern.fits(path));
    }

    /** The one that holds by default for every file. */
    public static FileRule forAll() {
        return DEFAULTS.get(DEFAULTS.size() - 1);
    }

    /** Whether nobody wrote it. */
    public boolean isDefault() {
        return place.equals(Place.DEFAULT);
    }

    /**
     * The methods where none is named. What a file had can only be shown to be the same by all of it, and where that is too much
     * by its beginning, which a log that was begun anew has not; else the best that there is for that file is taken.
     */
    static List<ComponentChoice> methodsFor(Optional<OnMismatch> onMismatch) {
        return onMismatch.equals(Optional.of(OnMismatch.APPEND_OK))
                ? List.of(WHOLE, ComponentChoice.byDefault("checksum"), ComponentChoice.byDefault("size"))
                : List.of(
                        ComponentChoice.byDefault("build-id"),
                        ComponentChoice.byDefault("checksum"),
                        ComponentChoice.byDefault("size"));
    }

    private static FileRule byDefault(List<String> globs, OnMismatch onMismatch) {
        List<PathPattern> patterns =
                globs.stream().flatMap(glob -> PathPattern.parse(glob).stream()).toList();
        Optional<OnMismatch> wanted = Optional.of(onMismatch);
        return new FileRule(patterns, methodsFor(wanted), wanted, Place.DEFAULT);
    }
}
