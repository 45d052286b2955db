package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.lang.ref.Reference;
import java.nio.file.Path;
import jnr.ffi.Pointer;

/** Gives a file one more name (linkat(2)). Usable from any thread. */
public final class FileName {
    private static final long HERE = -100;
    private static final long AT_SYMLINK_FOLLOW = 0x400;

    private FileName() {}

    /**
     * Gives a name to the file that a link of /proc leads to.
     *
     * @throws KernelException with {@link Errno#EEXIST} where there is a file of that name, with {@link Errno#ENOENT} where its
     *     folder is not there, or the file has no name at all any more
     */
    public static void give(String place, Path name) {
        Pointer from = CText.of(place);
        Pointer to = CText.of(name.toString());
        try {
            long call = Architecture.current().number(Call.LINKAT);
            Native.require(
                    Native.call(call, HERE, from.address(), HERE, to.address(), AT_SYMLINK_FOLLOW), "link " + name);
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }
}
