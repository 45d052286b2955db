package io.sluice.program;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A target that has opened a userfaultfd itself, and the memory that it tells of: {@link #memory} of 64 pages, {@link #forbidden}
 * of 4, {@link #huge} of 512, {@link #own} of 4 that another userfaultfd of its own has, {@link #aside} of 16.
 */
public record TrackedTarget(Target target) implements AutoCloseable {
    private static final long PAGE = 4096;

    /** Starts one; the test is skipped where programs may open no userfaultfd. */
    public static TrackedTarget start() {
        return open(Target.start("tracked"));
    }

    /** Starts one that has as many small mappings at {@link #memory} instead. */
    public static TrackedTarget startWithMappings(int count) {
        return open(Target.start("tracked-many", Integer.toString(count)));
    }

    private static TrackedTarget open(Target target) {
        TrackedTarget tracked = new TrackedTarget(target);
        if ((int) target.address(0) < 0) {
            tracked.close();
            assumeTrue(false, "this machine lets programs open no userfaultfd");
        }
        return tracked;
    }

    /** Its process. */
    public int pid() {
        return target.pid();
    }

    /** Its userfaultfd, as a file of ours. */
    public OpenFile userfaultfd() {
        try (PidDescriptor process = PidDescriptor.open(pid())) {
            return process.file((int) target.address(0));
        }
    }

    /** Pages of its plain memory. */
    public PageRange memory(int from, int count) {
        return pages(1, from, count);
    }

    /** Pages that it may not touch itself. */
    public PageRange forbidden(int from, int count) {
        return pages(2, from, count);
    }

    /** Pages of one huge page, if the kernel gave one. */
    public PageRange huge(int from, int count) {
        return pages(3, from, count);
    }

    /** Pages that another userfaultfd has. */
    public PageRange own(int from, int count) {
        return pages(4, from, count);
    }

    /** Shared pages, never touched. */
    public PageRange shared(int from, int count) {
        return pages(5, from, count);
    }

    /** Where pages 32 to 47 of its memory go when it is stirred. */
    public PageRange aside(int from, int count) {
        return pages(6, from, count);
    }

    private PageRange pages(int fact, int from, int count) {
        long start = target.address(fact) + from * PAGE;
        return new PageRange(start, start + count * PAGE);
    }

    /** Drops pages 0 to 7 of its memory, makes 8 to 11 read-only, moves 32 to 47 aside, or back. */
    public void stir() {
        long before = target.address(7);
        target.signal("USR1");
        Target.await("stirring", () -> target.address(7) > before);
    }

    /** Writes a byte to each page, as ptrace would: the kernel treats it as a write of the target's. */
    public void write(PageRange pages, int value) {
        try (FileChannel memory = FileChannel.open(Path.of("/proc/" + pid() + "/mem"), StandardOpenOption.WRITE)) {
            for (long page = pages.start(); page < pages.end(); page += PAGE) {
                memory.write(ByteBuffer.wrap(new byte[] {(byte) value}), page);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        target.close();
    }
}
