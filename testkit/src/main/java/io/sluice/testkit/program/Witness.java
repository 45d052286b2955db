package io.sluice.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that gives itself one kind of state, and says on request whether it is still the same. */
public final class Witness {
    /** All that witness.c knows, but {@code huge}: that needs huge pages of the machine, see {@link HugePages}. */
    static final List<String> KINDS = List.of(
            "threads",
            "signals",
            "timers",
            "files",
            "pipes",
            "events",
            "memory",
            "family",
            "standing",
            "filters",
            "held",
            "names",
            "rings");

    private final Target target;
    private final Path report;

    Witness(Target target, Path report) {
        this.target = target;
        this.report = report;
        awaitReady(report);
    }

    /** Waits until the one that writes to a report has what it is a witness of. */
    static void awaitReady(Path report) {
        Waiting.until(() -> !lines(report).isEmpty(), () -> "the witness does not begin: " + report);
        if (!lines(report).equals(List.of("ready"))) {
            throw new AssertionError("the witness cannot begin: " + lines(report));
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
        return lines(report);
    }

    private static List<String> lines(Path report) {
        try {
            return Files.exists(report) ? Files.readAllLines(report) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
