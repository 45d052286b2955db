package io.sluice.kernel;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** A file or directory open for reading, mostly of /proc. Reads at offsets are usable from any thread. */
public final class KernelFile implements AutoCloseable {
    private static final long AT_FDCWD = -100;
    private static final long O_CLOEXEC = 02000000;
    private static final int DIRENT_LENGTH = 16;
    private static final int DIRENT_NAME = 19;
    private final String path;
    private volatile int number;

    private KernelFile(String path, int number) {
        this.path = path;
        this.number = number;
    }

    /**
     * Opens what is at a path, for reading.
     *
     * @throws KernelException as open(2)
     */
    public static KernelFile open(String path) {
        long result =
                Kernel.call(SystemCall.OPENAT, AT_FDCWD, Scratch.ofThread().path(path), O_CLOEXEC, 0);
        return new KernelFile(path, (int) Kernel.require(result, SystemCall.OPENAT, path));
    }

    int number() {
        return number;
    }

    String path() {
        return path;
    }

    /**
     * Reads on from where the last read ended.
     *
     * @param into where to, from {@code from} on, as far as there is room
     * @return how many bytes; 0 at the end
     * @throws KernelException as read(2)
     */
    public int read(byte[] into, int from) {
        Scratch scratch = Scratch.ofThread();
        int room = Math.min(Scratch.BYTES, into.length - from);
        long result = Kernel.call(SystemCall.READ, number, scratch.address(), room);
        int bytes = (int) Kernel.require(result, SystemCall.READ, path);
        scratch.buffer().get(0, into, from, bytes);
        return bytes;
    }

    /** Reads at an offset into native memory; answers how many bytes, or a negative error number. */
    long read(long address, long bytes, long offset) {
        return Kernel.call(SystemCall.PREAD64, number, address, bytes, offset);
    }

    /**
     * Reads at an offset to the buffer's position on, and moves the position.
     *
     * @param into direct
     * @return how many bytes; 0 at the end
     * @throws KernelException as pread(2)
     */
    public int read(ByteBuffer into, long offset) {
        long result = read(Kernel.address(into) + into.position(), into.remaining(), offset);
        int bytes = (int) Kernel.require(result, SystemCall.PREAD64, path);
        into.position(into.position() + bytes);
        return bytes;
    }

    /** Moves the position as lseek(2) does; answers the new one, or a negative error number. */
    long seek(long offset, int whence) {
        return Kernel.call(SystemCall.LSEEK, number, offset, whence);
    }

    /** Makes an ioctl(2) whose argument is at an address; answers its result, or a negative error number. */
    long control(long request, long address) {
        return Kernel.call(SystemCall.IOCTL, number, request, address);
    }

    /**
     * Tells of every entry of a directory whose name is a number.
     *
     * @throws KernelException as getdents64(2)
     */
    public void numbers(IntConsumer entry) {
        Scratch scratch = Scratch.ofThread();
        while (true) {
            long result = Kernel.call(SystemCall.GETDENTS64, number, scratch.address(), Scratch.BYTES);
            int bytes = (int) Kernel.require(result, SystemCall.GETDENTS64, path);
            if (bytes == 0) {
                return;
            }
            byte[] entries = new byte[bytes]; // whoever listens may use the scratch
            scratch.buffer().get(0, entries);
            numbers(entries, entry);
        }
    }

    private static void numbers(byte[] entries, IntConsumer entry) {
        int at = 0;
        while (at < entries.length) {
            int name = number(entries, at + DIRENT_NAME);
            if (name >= 0) {
                entry.accept(name);
            }
            at += (entries[at + DIRENT_LENGTH] & 0xff) | (entries[at + DIRENT_LENGTH + 1] & 0xff) << 8;
        }
    }

    private static int number(byte[] bytes, int from) {
        int value = 0;
        for (int i = from; bytes[i] != 0; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    @Override
    public synchronized void close() {
        if (number >= 0) {
            Kernel.call(SystemCall.CLOSE, number, 0, 0);
            number = -1; // never a number that somebody else got meanwhile
        }
    }
}
