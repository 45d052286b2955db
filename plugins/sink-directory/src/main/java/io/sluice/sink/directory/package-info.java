/**
 * The sink {@code directory}: a set's name is the path of a folder, its images are files in it. Start at {@link
 * io.sluice.sink.directory.DirectorySink}.
 *
 * <p>Images are written in a staging folder inside the set's folder. A commit notes in a journal what it will move, moves
 * everything but the seal to its place, and moves the seal last. So a folder holds a set exactly when the seal is there.
 * A file lock in the staging folder tells a living writer from a dead one; the journal tells whose files they are.
 */
package io.sluice.sink.directory;
