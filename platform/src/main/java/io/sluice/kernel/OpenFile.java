package io.sluice.kernel;

import io.sluice.spi.memory.Descriptor;

/** An open file of ours, closed with this. Usable from any thread. */
public final class OpenFile implements Descriptor, AutoCloseable {
    private static final int O_CLOEXEC = 0_2000000;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int SEEK_END = 2;
    private final int number;
    private boolean closed;

    private OpenFile(int number) {
        this.number = number;
    }

    /** Opens a file for reading. */
    public static OpenFile read(String path) {
        return new OpenFile((int) Native.require(Native.C.open(path, O_CLOEXEC, 0), "open " + path));
    }

    /** Takes over a descriptor. */
    static OpenFile of(long number) {
        return new OpenFile((int) number);
    }

    @Override
    public int number() {
        return number;
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
