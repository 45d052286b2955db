package io.sluice.kernel;

import java.nio.file.Path;

/** Gives a file one more name (linkat(2)). Usable from any thread. */
public final class FileName {
    private static final int HERE = -100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;

    private FileName() {}

    /**
     * Gives a name to the file that a link of /proc leads to.
     *
     * @throws KernelException with {@link Errno#EEXIST} where there is a file of that name, with {@link Errno#ENOENT} where its
     *     folder is not there, or the file has no name at all any more
     */
    public static void give(String place, Path name) {
        Native.require(Native.C.linkat(HERE, place, HERE, name.toString(), AT_SYMLINK_FOLLOW), "link " + name);
    }
}
