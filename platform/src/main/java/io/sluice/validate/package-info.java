/**
 * Whether files are those that a dump saw. A dump records what its tasks map and have open ({@link
 * io.sluice.validate.FileRecorder}), a check compares that with the files of this machine ({@link
 * io.sluice.validate.FileCheck}).
 *
 * <p>Files are somebody else's: each is pinned before it is looked at, only regular ones are opened, and none of those that the
 * kernel makes up as they are read.
 */
package io.sluice.validate;
