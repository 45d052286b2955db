package io.sluice.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one configured component, as {@code config.yaml} has them.
 *
 * <p>A component asks for each key that it knows while it is created. A value of a wrong type or out of its range is
 * noted with its line, and the fallback is returned, so that a person is told all problems at once; so is each key that
 * nobody asked for. With a noted problem the component is closed and never used.
 */
public interface Settings {

    /** The text at {@code key}, or {@code fallback}. */
    String text(String key, String fallback);

    /**
     * The file at {@code key}; empty when none is named. A relative one is relative to the folder of {@code config.yaml}, or to
     * the working directory where there is no such file.
     */
    default Optional<Path> path(String key) {
        return Optional.of(text(key, "")).filter(text -> !text.isEmpty()).map(Path::of);
    }

    /** One of {@code allowed}, or {@code fallback}; any other text is a problem. */
    String choice(String key, String fallback, List<String> allowed);

    /** The whole number at {@code key}, from {@code least} to {@code most}, or {@code fallback}. */
    long number(String key, long fallback, long least, long most);

    /**
     * The number of bytes at {@code key}, from {@code least} to {@code most}, or {@code fallback}. Plain numbers are
     * bytes; {@code KiB}, {@code MiB} and {@code GiB} may follow.
     */
    long bytes(String key, long fallback, long least, long most);

    /** {@code true} or {@code false} at {@code key}, or {@code fallback}. */
    boolean flag(String key, boolean fallback);

    /** The list of texts at {@code key}, or {@code fallback}; a single text is a list of one. */
    List<String> texts(String key, List<String> fallback);
}
