package io.sluice.plugin;

import io.sluice.image.copy.Copy;
import io.sluice.image.copy.Stores;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.track.DirtyTracker;
import java.util.List;
import java.util.Objects;

/** The configured components that one or several requests work with. Usable from any thread. */
public final class Selection implements AutoCloseable {
    private final Chosen<DrainStrategy> drain;
    private final List<Chosen<DirtyTracker>> trackers;
    private final Chosen<ImageSink> sink;
    private final List<Copy> copies;
    private final Validators validators;
    private final List<String> notes;
    private final MadeComponents made;

    /** @param notes grow while components are at work */
    Selection(
            Chosen<DrainStrategy> drain,
            List<Chosen<DirtyTracker>> trackers,
            Chosen<ImageSink> sink,
            List<Copy> copies,
            Validators validators,
            List<String> notes,
            MadeComponents made) {
        this.drain = Objects.requireNonNull(drain);
        this.trackers = List.copyOf(trackers);
        this.sink = Objects.requireNonNull(sink);
        this.copies = List.copyOf(copies);
        this.validators = Objects.requireNonNull(validators);
        this.notes = Objects.requireNonNull(notes);
        this.made = Objects.requireNonNull(made);
    }

    /** What moves pages. */
    public Chosen<DrainStrategy> drain() {
        return drain;
    }

    /**
     * What knows changes. None for the tracker {@code none}, and for {@code auto} where no tracker works. Of two the first
     * says which pages may have changed, and the second looks at the bytes of those.
     */
    public List<Chosen<DirtyTracker>> trackers() {
        return trackers;
    }

    /** What stores images: the top of the stack. */
    public Chosen<ImageSink> sink() {
        return sink;
    }

    /** Where new sets go, and where they go too. */
    public Stores stores() {
        return new Stores(sink.named().name(), sink.component(), copies);
    }

    /** What shows that files are the same. */
    public Validators validators() {
        return validators;
    }

    /** Why {@code auto} passed over trackers, and what components had to say by now, a line each; for the report. */
    public List<String> notes() {
        return List.copyOf(notes);
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
