package io.sluice.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A real running tree.c, and what it tells of itself. It is no child of ours: the JDK would reap its stops. */
final class TreeProgram implements AutoCloseable {
    private static final int COUNTER = 0;
    private static final int SIGNALS = 8;
    private static final int STOPS = 16;
    private static final int CHILDREN = 24;
    private static final int READY = 32;
    private static final int PAGE = 4096;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static Path program;
    private final int pid;
    private final Path file;
    private final MappedByteBuffer told;

    private TreeProgram(int pid, Path file, MappedByteBuffer told) {
        this.pid = pid;
        this.file = file;
        this.told = told;
    }

    /** Starts it, and returns when it counts. */
    static TreeProgram start(String mode, int number) {
        try {
            Path file = Files.createTempFile("sluice-tree", ".told");
            Files.write(file, new byte[PAGE]);
            String command = compiled() + " " + mode + " " + file + " " + number + " >/dev/null 2>&1 & echo $!";
            TreeProgram started = new TreeProgram(Integer.parseInt(shell(command)), file, map(file));
            await("it counts", () -> started.counter() > 0);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer told = channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE);
            told.order(ByteOrder.nativeOrder());
            return told;
        }
    }

    private static synchronized Path compiled() throws IOException {
        if (program == null) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "there is no gcc to compile the target with");
            program = Files.createTempFile("sluice-tree", "");
            program.toFile().deleteOnExit();
            shell("gcc -O1 -pthread -o " + program + " "
                    + Path.of("src/test/c/tree.c").toAbsolutePath());
        }
        return program;
    }

    /** What a command prints, without its end of line. */
    static String shell(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }

    static void await(String what, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > LONGEST.toNanos()) {
                throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
            }
            Thread.onSpinWait();
        }
    }

    int pid() {
        return pid;
    }

    long counter() {
        return told.getLong(COUNTER);
    }

    long signals() {
        return told.getLong(SIGNALS);
    }

    long stops() {
        return told.getLong(STOPS);
    }

    void release() {
        told.putLong(STOPS, 1);
    }

    long childSignals() {
        return told.getLong(CHILDREN);
    }

    int ready() {
        await("it is ready", () -> told.getLong(READY) != 0);
        return (int) told.getLong(READY);
    }

    void signal(String name) {
        try {
            shell("kill -" + name + " " + pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless it goes on counting. */
    void requireRunning() {
        long before = counter();
        await("it goes on", () -> counter() > before + 2);
    }

    /** The threads of the whole tree that somebody traces, or that stand in a stop of a tracer. */
    List<Integer> traced() {
        List<Integer> traced = new ArrayList<>();
        for (int process : ProcessTree.processes(pid)) {
            for (int thread : ProcessTree.threads(process)) {
                TaskStatus.read(thread)
                        .filter(status -> status.tracer() != 0 || status.state() == 't')
                        .ifPresent(status -> traced.add(thread));
            }
        }
        return traced;
    }

    @Override
    public void close() {
        file.toFile().delete();
        for (int process : ProcessTree.processes(pid)) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
