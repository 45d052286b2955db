package io.sluice.spi.sink;

import java.io.IOException;
import java.util.Optional;

/**
 * A set in the making. Used by one thread at a time; the images it makes may each have a thread of their own (S16).
 *
 * <p>In order: {@link #create} for every image, each closed; {@link #prepare}; {@link #commit}; {@link #close}. A close
 * without a commit aborts: nothing that could be taken for a set, and nothing that was not there before, is left (S03). If the
 * process dies instead, the next {@link ImageSink#begin} or {@link ImageSink#recover} of that name does that.
 */
public interface SetWriter extends AutoCloseable {

    /**
     * Makes an empty image.
     *
     * @param image its name: letters, digits, dots, hyphens and underscores; never a path (S07); once in a set (S06)
     */
    ImageWriter create(String image) throws IOException;

    /** Brings all images safely to where they last, as far as that can be done without committing. All are closed. */
    void prepare() throws IOException;

    /**
     * What was prepared, to be read and compared before it is committed (S27). Between {@link #prepare} and {@link #commit} alone;
     * the caller closes it. Its parent may not be told yet.
     *
     * @return empty where nothing can be read before the commit, which is what a sink has that does not override this
     * @since 0.1.0
     */
    default Optional<SetReader> prepared() throws IOException {
        return Optional.empty();
    }

    /** Makes the set exist, as one step; before, it is absent (S01). After an exception the set is absent or whole: {@link ImageSink#open} tells. */
    void commit() throws IOException;

    /** Ends the writing; without a commit, aborts. */
    @Override
    void close() throws IOException;
}
