package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.Optional;
import jnr.ffi.Pointer;

/**
 * Asks for single mappings of a task, where reading all of them would take too long: the ioctl PROCMAP_QUERY of
 * /proc/PID/maps, since Linux 6.11 (linux/fs.h). For one thread. It is bound to the program that the task executed when this
 * was opened.
 */
public final class MappingQuery implements AutoCloseable {
    private static final long PROCMAP_QUERY = 0xC068_6611L;
    private static final int ARGUMENT = 104;
    private static final long SHARED = 8;
    private final OpenFile maps;
    private final Pointer argument = Native.allocate(ARGUMENT);

    private MappingQuery(OpenFile maps) {
        this.maps = maps;
    }

    /**
     * Opens that of a task.
     *
     * @throws KernelException when it is gone, or without the rights
     */
    public static MappingQuery open(int pid) {
        return new MappingQuery(OpenFile.read("/proc/" + pid + "/maps"));
    }

    /**
     * The mapping that an address is in, if there is one.
     *
     * @throws KernelException with {@link Errno#ENOTTY} on a kernel that cannot be asked
     */
    public Optional<Found> at(long address) {
        argument.putLong(0, ARGUMENT);
        argument.putLong(8, 0);
        argument.putLong(16, address);
        argument.putLong(72, 0); // no name is wanted, and no build-id
        argument.putLong(80, 0);
        if (Native.C.ioctl(maps.number(), PROCMAP_QUERY, argument.address()) == -1) {
            Errno errno = Native.errno();
            if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ESRCH)) {
                return Optional.empty();
            }
            throw new KernelException(errno, "PROCMAP_QUERY");
        }
        PageRange range = new PageRange(argument.getLong(24), argument.getLong(32));
        return Optional.of(new Found(range, (argument.getLong(40) & SHARED) != 0));
    }

    /**
     * A mapping.
     *
     * @param isShared whether others see what is written to it
     */
    public record Found(PageRange range, boolean isShared) {}

    @Override
    public void close() {
        maps.close();
    }
}
