package io.sluice.cli;

import io.sluice.control.Progress;
import io.sluice.control.ProgressListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;

/** Shows progress to whoever watches: at a terminal a line; and every new stage in the log. */
final class Watch implements ProgressListener, AutoCloseable {
    private final Optional<ProgressLine> line;
    private final AtomicReference<String> stage = new AtomicReference<>("");

    private Watch(Optional<ProgressLine> line) {
        this.line = line;
    }

    /** For a command in these surroundings. */
    static Watch of(CommandSpec command, Surroundings surroundings) {
        return new Watch(
                surroundings.terminal()
                        ? Optional.of(new ProgressLine(command.commandLine().getErr()))
                        : Optional.empty());
    }

    @Override
    public void on(Progress progress) {
        if (!stage.getAndSet(progress.stage()).equals(progress.stage())) {
            Log.info(progress.stage());
        }
        line.ifPresent(shown -> shown.on(progress));
    }

    @Override
    public void close() {
        line.ifPresent(ProgressLine::close);
    }
}
