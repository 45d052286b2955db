package io.sluice.cli.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A program with much memory that keeps writing some of it. It ends by itself soon after the process that it was made for.
 */
public final class Workload {
    private static final int PAGE = 4096;
    private static final int MEBIBYTE = 1 << 20;
    /** How often it writes, in a second. */
    private static final int STEPS = 20;
    /** Pages that are written often, as in most programs: one in so many. */
    private static final int HOT = 16;

    /** One number in so many is random; the others are zeros. */
    private static final int NOISE = 4;

    private final ByteBuffer memory;
    private final int pagesEachStep;
    private final SplittableRandom random = new SplittableRandom(1);

    private Workload(int mebibytes, int mebibytesEachSecond) {
        memory = ByteBuffer.allocateDirect(mebibytes * MEBIBYTE);
        pagesEachStep = Math.max(1, mebibytesEachSecond * (MEBIBYTE / PAGE) / STEPS);
    }

    /**
     * Runs until the process that it was made for is gone, or somebody ends it.
     *
     * @param arguments how many MiB it has, how many MiB it writes a second, the pid of the process that it is made for,
     *     a file that it makes when all its memory is written once
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Workload workload = new Workload(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(arguments[2]));
        workload.fill();
        Path ready = Path.of(arguments[3]);
        // It stays open: a dump depends on it then.
        try (FileChannel file = FileChannel.open(ready, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("ready\n".getBytes(StandardCharsets.US_ASCII)));
            workload.writeFor(owner);
        }
    }

    private void writeFor(Optional<ProcessHandle> owner) throws InterruptedException {
        while (owner.isPresent() && owner.get().isAlive()) {
            step();
            Thread.sleep(1000 / STEPS);
        }
    }

    /** Most programs have something to compress. */
    private void fill() {
        for (int at = 0; at < memory.capacity(); at += NOISE * Long.BYTES) {
            memory.putLong(at, random.nextLong());
        }
    }

    private void step() {
        int pages = memory.capacity() / PAGE;
        for (int written = 0; written < pagesEachStep; written++) {
            int page = random.nextInt(pages / HOT);
            memory.putLong(page * PAGE, random.nextLong());
        }
    }
}
