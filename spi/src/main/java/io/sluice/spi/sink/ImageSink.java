package io.sluice.spi.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Stores sets of images, and finds them again. Usable from any thread.
 *
 * <p>A set's name is what the user gave ({@code -D}); only the sink knows what it means: a folder, a prefix in a store.
 * Failures are {@link IOException}s whose message says what was being done to which image, in one line; a {@link
 * SinkSettingsException} where other settings would do. What a sink cannot do it refuses by {@link UnsupportedOperationException}, and the set stays as it was (S24).
 *
 * <p>Numbers such as S24 are those of the rules in the test kit's contract.
 */
public interface ImageSink extends AutoCloseable {

    /** The name that a reference found in, or given for, set {@code base} stands for; relative to {@code base} (S09). */
    String resolve(String base, String reference);

    /**
     * Begins a new set. Remains of dead writers under that name are removed first (see {@link #recover}); other things
     * that a user keeps there stay. Writers of different names do not disturb each other (S17).
     *
     * @param name the set's name
     * @param parent the reference to its parent as the user gave it, kept to the letter; empty for a first set (S08)
     * @param seal the image with whose appearance the set is committed
     * @throws SetExistsException when a committed set has that name; it stays as it was (S04)
     * @throws SetInUseException when a living writer is at work on it, which is not disturbed (S05)
     */
    SetWriter begin(String name, Optional<String> parent, String seal) throws IOException;

    /**
     * Opens a committed set for reading; empty when there is none with that name (S12).
     *
     * @throws UnsupportedOperationException where the sink does not read (S23)
     */
    Optional<SetReader> open(String name) throws IOException;

    /** Whether sets can be read back. Without it there are no increments and no checks. */
    boolean reads();

    /**
     * Removes what dead writers left under that name, which is no set. Answers, in words, what was removed (S18); never
     * touches a committed set (S13).
     */
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
     * Deletes a committed set so that no half of it can be taken for one; what a deletion that died has left, {@link
     * #recover} removes. A name without a set is no error (S19).
     *
     * @param images the names of the set's images: other things that a user keeps there stay
     * @throws UnsupportedOperationException where the sink can only add
     */
    default void delete(String name, List<String> images) throws IOException {
        delete(name);
    }

    /**
     * Leads a committed set to its parent by another reference, as one step: whoever opens it finds the old or the new one
     * (S21).
     *
     * @param reference kept to the letter
     * @throws UnsupportedOperationException where the sink can only add
     */
    default void relink(String name, String reference) throws IOException {
        throw new UnsupportedOperationException("this sink changes no sets");
    }

    /** The names of committed sets that are beside one, as far as the sink can tell; to look for those that add to it (S22). */
    default List<String> beside(String name) throws IOException {
        return List.of();
    }

    /**
     * Whether {@link #append} and {@link #punch} work here; then {@link #beside} does too, for what others add to is not punched.
     */
    default boolean punches() {
        return false;
    }

    /**
     * Adds to the end of an image of a committed set, which is made when it is not there (S25). When this returns it is where it lasts;
     * after an exception, and after a death, any beginning of {@code bytes} may stand behind what is kept.
     *
     * @param seen how many bytes the image has, 0 when it is not there
     * @param keep how many of these stay, for the rest is of a writer that died; {@code seen} at the most
     * @param bytes all that the buffer has remaining is put there
     * @throws SetInUseException when the image has another length (S26), or a living writer is at work on the set; nothing is changed
     * @throws UnsupportedOperationException where the sink cannot punch
     */
    default void append(String name, String image, long seen, long keep, ByteBuffer bytes) throws IOException {
        throw new UnsupportedOperationException("this sink changes no sets");
    }

    /**
     * Gives back the space of a part of a committed image; it reads as zeros from then on, and the image is as long as before (S20).
     *
     * @throws UnsupportedOperationException where the sink cannot punch
     */
    default void punch(String name, String image, long offset, long length) throws IOException {
        throw new UnsupportedOperationException("this sink punches no holes");
    }

    @Override
    default void close() throws IOException {}
}
