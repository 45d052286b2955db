package io.sluice.plugin;

import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.track.DirtyTracker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The configured components that one or several requests work with. Usable from any thread. */
public final class Selection implements AutoCloseable {
    private final Chosen<DrainStrategy> drain;
    private final Optional<Chosen<DirtyTracker>> tracker;
    private final Chosen<ImageSink> sink;
    private final List<String> notes;
    private final MadeComponents made;

    Selection(
            Chosen<DrainStrategy> drain,
            Optional<Chosen<DirtyTracker>> tracker,
            Chosen<ImageSink> sink,
            List<String> notes,
            MadeComponents made) {
        this.drain = Objects.requireNonNull(drain);
        this.tracker = Objects.requireNonNull(tracker);
        this.sink = Objects.requireNonNull(sink);
        this.notes = List.copyOf(notes);
        this.made = Objects.requireNonNull(made);
    }

    /** What moves pages. */
    public Chosen<DrainStrategy> drain() {
        return drain;
    }

    /** What knows changes; empty for the tracker {@code none}, and for {@code auto} where no tracker works. */
    public Optional<Chosen<DirtyTracker>> tracker() {
        return tracker;
    }

    /** What stores images: the top of the stack. */
    public Chosen<ImageSink> sink() {
        return sink;
    }

    /** Why {@code auto} passed over trackers, a line each; for the report. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Closes all components, each once, a sink before those below it.
     *
     * @throws io.sluice.failure.SluiceException with code PLUGIN, when one fails; all were tried
     */
    @Override
    public void close() {
        made.close();
    }
}
