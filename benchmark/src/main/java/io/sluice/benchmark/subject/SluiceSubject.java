package io.sluice.benchmark.subject;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.SluiceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sluice with one drain and one tracker, one command a round: a pre-dump, or a dump that leaves the target running. */
final class SluiceSubject implements Subject {
    private static final int PLUGIN_DOES_NOT_FIT = 3;
    private static final int WRONG_CONFIGURATION = 2;
    private static final String NONE = "none";
    private final Path program;
    private final Path configurations;
    private final List<String> plugins;
    private final boolean dumps;
    private final String drain;
    private final String tracker;

    /**
     * @param program the built command
     * @param configurations a folder for its configurations
     * @param plugins those to load
     * @param dumps whether it dumps, and not only pre-dumps
     */
    SluiceSubject(
            Path program, Path configurations, List<String> plugins, boolean dumps, String drain, String tracker) {
        this.program = program;
        this.configurations = configurations;
        this.plugins = plugins;
        this.dumps = dumps;
        this.drain = drain;
        this.tracker = tracker;
    }

    @Override
    public String name() {
        return (dumps ? "dump-" : "") + drain + "+" + tracker;
    }

    @Override
    public List<String> command(Visit visit) {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                dumps ? "dump" : "pre-dump",
                "--json",
                "--config",
                configuration(visit.place()).toString(),
                "--tree",
                Long.toString(visit.pid()),
                "--images-dir",
                visit.set().toString()));
        if (dumps) {
            words.add("--leave-running");
        }
        if (dumps && chains()) {
            words.add("--track-mem");
        }
        if (visit.later() && chains()) {
            words.addAll(List.of("--prev-images-dir", "../" + visit.previous().getFileName()));
        }
        return words;
    }

    private Path configuration(Place place) {
        String durability = place.durable() ? "fsync" : NONE;
        String text = "plugins: {load: " + plugins + "}\n"
                + (dumps ? "drain-running: " : "drain: ") + drain + "\n"
                + "tracker: " + tracker + "\n"
                + "sink: {use: directory, durability: " + durability + "}\n";
        Path file = configurations.resolve(name() + "-" + durability + ".yaml");
        try {
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot write " + file + ": " + failure, failure);
        }
    }

    @Override
    public boolean chains() {
        return !tracker.equals(NONE);
    }

    @Override
    public boolean syncs() {
        return true;
    }

    @Override
    public Optional<OwnReport> report(String out) {
        SluiceReport report = SluiceReport.of(out);
        return Optional.of(new OwnReport(report.frozenSeconds(), report.drainedSeconds()));
    }

    @Override
    public boolean refuses(int status) {
        return status == PLUGIN_DOES_NOT_FIT || status == WRONG_CONFIGURATION;
    }
}
