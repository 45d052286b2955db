package io.sluice.image.copy;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.Optional;

/** A sink that a new set goes to, until it fails. Usable from any thread. */
final class Recipient {
    private final String label;
    private final ImageSink sink;
    private final String set;
    private final boolean required;
    private Optional<String> failure = Optional.empty();
    private boolean committed;
    private SetWriter writer;

    Recipient(String label, ImageSink sink, String set, boolean required) {
        this.label = label;
        this.sink = sink;
        this.set = set;
        this.required = required;
    }

    /** Something that is done with it. */
    interface Step {
        void run() throws IOException;
    }

    void begin(Optional<String> parent, String seal, Step before) throws IOException {
        run(() -> {
            before.run();
            writer = sink.begin(set, parent, seal);
        });
    }

    SetWriter writer() {
        return writer;
    }

    synchronized boolean isLeft() {
        return failure.isEmpty();
    }

    /** Does it, if nothing failed before; where it is not required its failure is noted, and the end of it. */
    void run(Step step) throws IOException {
        if (!isLeft()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException failed) {
            note(failed);
            if (required) {
                throw failed;
            }
        }
    }

    private synchronized void note(Exception failed) {
        failure = Optional.of(
                String.valueOf(failed.getMessage()).lines().findFirst().orElse("failed"));
    }

    /** The set exists from then on; of a commit that failed the sink tells whether it does. */
    void commit() throws IOException {
        run(() -> {
            writer.commit();
            committed = true;
        });
    }

    Holding holding() {
        boolean holds = committed || (failure.isPresent() && isThere());
        return new Holding(label, set, holds ? Optional.empty() : Optional.of(failure.orElse("it was not committed")));
    }

    private boolean isThere() {
        if (writer == null || !sink.reads()) {
            return false;
        }
        try (SetReader reader = sink.open(set).orElse(null)) {
            return reader != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Aborts what was not committed. */
    void close() throws IOException {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException | RuntimeException failed) {
            if (required) {
                throw failed;
            }
        }
    }
}
