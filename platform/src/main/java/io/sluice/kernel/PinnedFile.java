package io.sluice.kernel;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.ffi.Pointer;

/**
 * A file that is held without being opened (O_PATH, open(2)): nothing waits at a FIFO, no device notices, no right to read is
 * needed, and what is held stays the same file, whatever becomes of its name. Usable from any thread; closed by the caller.
 */
public final class PinnedFile implements AutoCloseable {
    private static final long HERE = -100;
    private static final long O_PATH = 0_10000000;
    private static final long O_CLOEXEC = 0_2000000;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final int HOW = 3 * Long.BYTES;

    /** The longest name of a link that is read, in bytes: those of /proc end at a page. */
    private static final int LONGEST = 8192;

    private static final ThreadLocal<Pointer> ROOM = ThreadLocal.withInitial(() -> Native.allocate(LONGEST));

    private final int number;
    private boolean closed;

    private PinnedFile(long number) {
        this.number = (int) number;
    }

    /**
     * Takes hold of the file of that name, or of what a link of that name points to.
     *
     * @throws KernelException when there is none, or a folder on the way may not be searched
     */
    public static PinnedFile of(String path) {
        return open(HERE, path, 0);
    }

    /**
     * As {@link #of}, for a name below this folder: links, also absolute ones, and dots never lead out of it (RESOLVE_IN_ROOT,
     * openat2(2)).
     */
    public PinnedFile below(String path) {
        return open(number, path, RESOLVE_IN_ROOT);
    }

    private static PinnedFile open(long folder, String path, long resolve) {
        Pointer name = CText.of(path);
        Pointer how = ROOM.get();
        how.putLong(0, O_PATH | O_CLOEXEC);
        how.putLong(Long.BYTES, 0);
        how.putLong(2L * Long.BYTES, resolve);
        try {
            long call = Architecture.current().number(Architecture.Call.OPENAT2);
            long answer = Native.call(call, folder, name.address(), how.address(), HOW);
            return new PinnedFile(Native.require(answer, "open " + path));
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    /** A name by which just this file is opened and asked for, as long as it is held. */
    public Path path() {
        return Path.of("/proc/self/fd/" + number);
    }

    /** What the kernel says of it now. */
    public FileStatus status() {
        return FileStatus.held(number);
    }

    /**
     * What a symbolic link says, which need not be UTF-8; of those of /proc the name of what it leads to.
     *
     * @throws KernelException when there is no such link, or it may not be read
     */
    public static String link(String path) {
        return link(HERE, path);
    }

    /** What this file says, which is a symbolic link itself. */
    public String target() {
        return link(number, "");
    }

    private static String link(long folder, String path) {
        Pointer name = CText.of(path);
        Pointer text = ROOM.get();
        try {
            long call = Architecture.current().number(Architecture.Call.READLINKAT);
            long answer = Native.call(call, folder, name.address(), text.address(), LONGEST);
            byte[] bytes = new byte[(int) Native.require(answer, "readlink " + path)];
            text.get(0, bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Native.C.close(number);
        }
    }
}
