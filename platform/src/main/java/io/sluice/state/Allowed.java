package io.sluice.state;

import java.util.Set;

/**
 * What a dump may take that is refused unless it is allowed.
 *
 * @param ghostLimit how many bytes a deleted file may have, without holes, to be taken into the set
 * @param fileLocks whether locks of files are taken; others may get them before the tree is restored
 * @param linkRemap whether a file that was deleted, and has another name, is given a name beside the lost one
 * @param external files that whoever restores has open already, each as {@code file[MOUNT:INODE]}, in hexadecimal
 */
public record Allowed(long ghostLimit, boolean fileLocks, boolean linkRemap, Set<String> external) {
    /** CRIU's defaults: deleted files of up to a MiB, and neither locks nor new names. */
    public static final Allowed DEFAULT = new Allowed(1 << 20, false, false, Set.of());

    public Allowed {
        external = Set.copyOf(external);
    }
}
