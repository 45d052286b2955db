package io.sluice.spi.sink;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Stores sets of images, and finds them again. Usable from any thread.
 *
 * <p>A set's name is what the user gave ({@code -D}); only the sink knows what it means: a folder, a prefix in a store.
 * Failures are {@link IOException}s whose message says what was being done to which image, in one line.
 */
public interface ImageSink extends AutoCloseable {

    /** The name that a reference found in, or given for, set {@code base} stands for; relative to {@code base}. */
    String resolve(String base, String reference);

    /**
     * Begins a new set. Remains of dead writers under that name are removed first (see {@link #recover}); other things
     * that a user keeps there stay.
     *
     * @param name the set's name
     * @param parent the reference to its parent as the user gave it, kept to the letter; empty for a first set
     * @param seal the image with whose appearance the set is committed
     * @throws SetExistsException when a committed set has that name
     * @throws SetInUseException when a living writer is at work on it
     */
    SetWriter begin(String name, Optional<String> parent, String seal) throws IOException;

    /** Opens a committed set for reading; empty when there is none with that name. Needs reading: see {@link #reads}. */
    Optional<SetReader> open(String name) throws IOException;

    /** Whether sets can be read back. Without it there are no increments and no checks. */
    boolean reads();

    /** Removes what dead writers left under that name. Answers, in words, what was removed; never touches a committed set. */
    List<String> recover(String name) throws IOException;

    /**
     * Deletes a committed set so that no half of it can be taken for one. A name without a set is no error.
     *
     * @throws UnsupportedOperationException where the sink can only add
     */
    default void delete(String name) throws IOException {
        throw new UnsupportedOperationException("this sink deletes no sets");
    }

    /**
     * Gives back the space of a part of a committed image; it reads as zeros from then on.
     *
     * @throws UnsupportedOperationException where the sink cannot punch
     */
    default void punch(String name, String image, long offset, long length) throws IOException {
        throw new UnsupportedOperationException("this sink punches no holes");
    }

    @Override
    default void close() throws IOException {}
}
