package io.sluice.benchmark.result;

import com.google.gson.Gson;
import io.sluice.benchmark.work.CannotMeasureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with a JSON object a line: the setting, then each round and each failure when it is over. So a run that was
 * interrupted keeps what it measured.
 */
public final class ResultFile {
    private static final Gson GSON = new Gson();
    private final Path path;

    private record Line(Setting setting, Round round, Failure failure) {}

    private ResultFile(Path path) {
        this.path = path;
    }

    /** A new one; one that is there is replaced. */
    public static ResultFile begin(Path path, Setting setting) {
        ResultFile file = new ResultFile(path);
        file.write(new Line(setting, null, null), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        return file;
    }

    /** Adds a round. */
    public void add(Round round) {
        write(new Line(null, round, null), StandardOpenOption.APPEND);
    }

    /** Adds a failure. */
    public void add(Failure failure) {
        write(new Line(null, null, failure), StandardOpenOption.APPEND);
    }

    private void write(Line line, StandardOpenOption... options) {
        StandardOpenOption[] all = java.util.Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        try {
            Files.writeString(path, GSON.toJson(line) + "\n", all);
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot write " + path + ": " + failure, failure);
        }
    }

    /** What a file holds. */
    public static Results read(Path path) {
        Setting setting = null;
        List<Round> rounds = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(path)) {
                Line line = GSON.fromJson(text, Line.class);
                if (line.setting() != null) {
                    setting = line.setting();
                } else if (line.round() != null) {
                    rounds.add(line.round());
                } else {
                    failures.add(line.failure());
                }
            }
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot read " + path + ": " + failure, failure);
        }
        if (setting == null) {
            throw new CannotMeasureException(path + " does not begin with the setting of a run");
        }
        return new Results(setting, rounds, failures);
    }
}
