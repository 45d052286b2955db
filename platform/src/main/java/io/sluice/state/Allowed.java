package io.sluice.state;

/**
 * What a dump may take that is refused unless it is allowed.
 *
 * @param ghostLimit how many bytes a deleted file may have, to be taken into the set
 * @param fileLocks whether locks of files are taken; others may get them before the tree is restored
 */
public record Allowed(long ghostLimit, boolean fileLocks) {
    /** CRIU's defaults: deleted files of up to a MiB, and no locks. */
    public static final Allowed DEFAULT = new Allowed(1 << 20, false);
}
