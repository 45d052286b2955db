package io.sluice.benchmark.work;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All processes that a benchmark started and all folders that it made. When it is closed, also because the benchmark was
 * interrupted, they are killed, reaped and removed. Safe for use by several threads.
 */
public final class Workplace implements AutoCloseable {
    private static final String PREFIX = "sluice-benchmark.";
    private final Set<Process> processes = new LinkedHashSet<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private boolean closed;

    /** A workplace that is also closed when this Java is told to end. */
    public static Workplace untilTheEnd() {
        Workplace workplace = new Workplace();
        Runtime.getRuntime().addShutdownHook(new Thread(workplace::close, "cleaning"));
        return workplace;
    }

    /** Whether it was closed, perhaps by an interruption. */
    public synchronized boolean closed() {
        return closed;
    }

    /** A new folder in {@code parent}. What a benchmark that was killed left there is removed. */
    public synchronized Path folderIn(Path parent) {
        refuseWhenClosed();
        try {
            removeLeftovers(parent);
            Path folder = parent.resolve(PREFIX + ProcessHandle.current().pid());
            Files.createDirectories(folder);
            folders.add(folder);
            return folder.toRealPath();
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot make a folder in " + parent + ": " + failure, failure);
        }
    }

    /** Starts a process; the caller ends it with {@link #end}. */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        refuseWhenClosed();
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** Kills a process with all that it started, and reaps it. */
    public void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
        }
        process.onExit().join();
        synchronized (this) {
            processes.remove(process);
        }
    }

    /** Removes a file or folder with all that is in it; nothing happens when it is not there. */
    public static void remove(Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // when we are interrupted two threads remove the same
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot remove " + path + ": " + failure, failure);
        }
    }

    @Override
    public void close() {
        List<Process> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(processes);
        }
        running.forEach(this::end);
        synchronized (this) {
            folders.forEach(Workplace::remove);
            folders.clear();
        }
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new CannotMeasureException("the benchmark was interrupted");
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> entries = Files.list(parent)) {
            entries.filter(Workplace::leftOver).forEach(Workplace::remove);
        }
    }

    private static boolean leftOver(Path path) {
        String name = path.getFileName().toString();
        return name.matches("sluice-benchmark\\.[0-9]+")
                && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
                        .isEmpty();
    }
}
