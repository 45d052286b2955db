package io.sluice.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/**
 * Writes log lines that begin with the time since the start, as CRIU's do: {@code (00.012345) text}. Stack traces go to
 * files alone. Made by tinylog, by its name; usable from any thread.
 */
public final class LineWriter implements Writer {
    private final PrintStream lines;
    private final boolean traces;

    /** @param properties {@code file} names the file; without it lines go to standard error */
    public LineWriter(Map<String, String> properties) throws IOException {
        String file = properties.get("file");
        traces = file != null;
        lines = traces
                ? new PrintStream(
                        Files.newOutputStream(Path.of(file), StandardOpenOption.APPEND), false, StandardCharsets.UTF_8)
                : System.err;
    }

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.LEVEL, LogEntryValue.CLASS, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
    }

    @Override
    public synchronized void write(LogEntry entry) {
        lines.println(line(entry, (System.nanoTime() - Main.STARTED) / 1000));
        if (traces && entry.getException() != null) {
            entry.getException().printStackTrace(lines);
        }
    }

    @Override
    public void flush() {
        lines.flush();
    }

    @Override
    public void close() {
        lines.flush();
        if (traces) {
            lines.close();
        }
    }

    private static String line(LogEntry entry, long microseconds) {
        String message = entry.getMessage() != null ? entry.getMessage() : String.valueOf(entry.getException());
        return String.format(
                Locale.ROOT,
                "(%02d.%06d) %-5s %s",
                microseconds / 1_000_000,
                microseconds % 1_000_000,
                entry.getLevel(),
                Failures.oneLine(message));
    }
}
