package io.sluice.sink.directory;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds what a reference in a set's folder leads to, as the kernel would follow it; the folder itself need not be there
 * yet. Symbolic links are followed before a {@code ..} behind them.
 */
final class References {
    private References() {}

    static Path follow(Path base, Path reference) {
        Path current = reference.isAbsolute() ? reference.getRoot() : real(base.toAbsolutePath());
        for (Path step : reference) {
            current = step(current, step.toString());
        }
        return current;
    }

    /** The path without links and dots, as far as it exists. */
    static Path real(Path path) {
        Path current = path.getRoot();
        for (Path step : path) {
            current = step(current, step.toString());
        }
        return current;
    }

    private static Path step(Path current, String name) {
        return switch (name) {
            case "", "." -> current;
            case ".." -> current.getParent() == null ? current : current.getParent();
            default -> existing(current.resolve(name));
        };
    }

    private static Path existing(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }
}
