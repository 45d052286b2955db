package io.sluice.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that gives itself one kind of state, and says on request whether it is still the same. */
public final class Witness {
    private final Target target;
    private final Path report;

    Witness(Target target, Path report) {
        this.target = target;
        this.report = report;
        Waiting.until(() -> !lines().isEmpty(), () -> "the witness does not begin: " + target.log());
        if (!lines().equals(List.of("ready"))) {
            throw new AssertionError("the witness cannot begin: " + lines());
        }
    }

    /** The process. */
    public Target target() {
        return target;
    }

    /** The file that the kind {@code files} has open, where it writes, and so on: by its ending. */
    public Path file(String ending) {
        return report.resolveSibling(report.getFileName() + ending);
    }

    /** Has it look; answers {@code same}, or what differs. Some kinds can be looked at once. */
    public String look() {
        int before = lines().size();
        Command.of("kill", "-USR2", Long.toString(target.pid())).run().succeeded();
        Waiting.until(
                () -> lines().size() > before,
                () -> "the witness says nothing" + (target.alive() ? "" : ": it has ended"));
        return lines().get(before);
    }

    private List<String> lines() {
        try {
            return Files.exists(report) ? Files.readAllLines(report) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
