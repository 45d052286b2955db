package io.sluice.kernel;

import io.sluice.spi.memory.Descriptor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import jnr.ffi.Pointer;

/**
 * An open file of ours, closed with this. Usable from any thread; to be closed when no thread uses it any more, for the
 * kernel gives its number to the next file.
 */
public final class OpenFile implements Descriptor, AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int DUPLICATE = 1030;
    private static final int LOCK_NOW = 2 | 4;
    private static final int O_NOFOLLOW = 0_400000;
    private static final int O_CLOEXEC = 0_2000000;
    private static final int PUNCH_HOLE_KEEP_SIZE = 2 | 1;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int SEEK_END = 2;
    private static final int PORTION = 64 << 10;
    private static final ThreadLocal<Pointer> PORTIONS = ThreadLocal.withInitial(() -> Native.allocate(PORTION));
    private final int number;
    private boolean closed;

    private OpenFile(int number) {
        this.number = number;
    }

    /** Opens a file for reading. */
    public static OpenFile read(String path) {
        return new OpenFile((int) Native.require(Native.C.open(path, O_CLOEXEC, 0), "open " + path));
    }

    /** Opens a file that is there for reading and writing; never what a symbolic link points to. */
    public static OpenFile update(String path) {
        return new OpenFile(
                (int) Native.require(Native.C.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0), "open " + path));
    }

    /**
     * Opens anew a file that a task has open, for reading and writing: locks of it are ours alone.
     *
     * @param number its number in the task's table
     */
    public static OpenFile ofTask(int pid, int number) {
        String path = "/proc/" + pid + "/fd/" + number;
        return new OpenFile((int) Native.require(Native.C.open(path, O_RDWR | O_CLOEXEC, 0), "open " + path));
    }

    /** The same open file under another number, closed by itself (F_DUPFD_CLOEXEC, fcntl(2)). */
    public OpenFile duplicate() {
        return of(Native.require(
                Native.call(Architecture.current().number(Architecture.Call.FCNTL), number, DUPLICATE, 0), "fcntl"));
    }

    /** Locks it for us alone, as flock(2) does, until it is closed; false when somebody else has. */
    public boolean lock() {
        long answer = Native.call(Architecture.current().number(Architecture.Call.FLOCK), number, LOCK_NOW);
        return answer == 0;
    }

    /** Takes over a descriptor. */
    static OpenFile of(long number) {
        return new OpenFile((int) number);
    }

    @Override
    public int number() {
        return number;
    }

    /**
     * All that a file of /proc or /sys holds, from where it was read to.
     *
     * @throws KernelException with {@link Errno#ESRCH} when the task that it tells of is gone
     */
    public byte[] contents() {
        Pointer portion = PORTIONS.get();
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        byte[] bytes = new byte[PORTION];
        for (int read = read(portion); read > 0; read = read(portion)) {
            portion.get(0, bytes, 0, read);
            contents.write(bytes, 0, read);
        }
        return contents.toByteArray();
    }

    private int read(Pointer portion) {
        while (true) {
            long read = Native.C.read(number, portion.address(), PORTION);
            if (read >= 0) {
                return (int) read;
            }
            Errno errno = Native.errno();
            if (!errno.equals(Errno.EINTR)) {
                throw new KernelException(errno, "read");
            }
        }
    }

    /** Reads at an offset into {@code bytes}; answers how many there were. */
    public int read(long offset, byte[] bytes) {
        Pointer memory = Native.allocate(bytes.length);
        long read = Native.require(Native.C.pread(number, memory.address(), bytes.length, offset), "pread");
        memory.get(0, bytes, 0, (int) read);
        return (int) read;
    }

    /**
     * Reads at an offset to the buffer's position on, and moves the position; answers how many bytes there were.
     *
     * @param buffer direct
     */
    public int read(long offset, ByteBuffer buffer) {
        OwnMemory.requireRoom(buffer, buffer.remaining());
        long address = Native.address(buffer) + buffer.position();
        int read = (int) Native.require(Native.C.pread(number, address, buffer.remaining(), offset), "pread");
        buffer.position(buffer.position() + read);
        return read;
    }

    /** Cuts the file off, or makes it longer with a hole (ftruncate(2)). */
    public void truncate(long length) {
        Native.require(Native.C.ftruncate(number, length), "ftruncate");
    }

    /** Gives back the space of a part; it reads as zeros, and the file stays as long (fallocate(2)). */
    public void punch(long offset, long length) {
        Native.require(Native.C.fallocate(number, PUNCH_HOLE_KEEP_SIZE, offset, length), "fallocate");
    }

    /** The length of the file in bytes. */
    public long length() {
        return Native.require(Native.C.lseek(number, 0, SEEK_END), "lseek");
    }

    /** The next offset with data, from {@code offset} on; -1 when there is none. */
    public long nextData(long offset) {
        return seek(offset, SEEK_DATA);
    }

    /** The next offset in a hole, or the end, from {@code offset} on; -1 behind the end. */
    public long nextHole(long offset) {
        return seek(offset, SEEK_HOLE);
    }

    private long seek(long offset, int whence) {
        long found = Native.C.lseek(number, offset, whence);
        if (found == -1 && !Native.errno().equals(Errno.ENXIO)) {
            throw new KernelException(Native.errno(), "lseek");
        }
        return found;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Native.C.close(number);
        }
    }
}
