/**
 * The sink {@code hdfs}: a set's name is the path of a folder in a file system of Hadoop's, its images are files in it. Start at
 * {@link io.sluice.sink.hdfs.HdfsSink}.
 *
 * <p>A writer has a folder of its own inside the set's, which is his lock as well: after making it he looks whether another
 * living one is there, so that of two who begin at the same time at most one goes on. A commit notes in a journal what it will
 * move, moves all but the seal to its place, and the seal last. Who clears up after a dead writer first renames that writer's
 * folder: from then on nothing can be moved out of it, even if he lives after all.
 */
package io.sluice.sink.hdfs;
