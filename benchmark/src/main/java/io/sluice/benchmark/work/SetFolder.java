package io.sluice.benchmark.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder into which a command dumps. */
public record SetFolder(Path path) {

    /** Makes it, empty. */
    public void make() {
        Workplace.remove(path);
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** How many bytes its files hold. */
    public long bytes() {
        long bytes = 0;
        for (Path file : files()) {
            bytes += file.toFile().length();
        }
        return bytes;
    }

    /** Syncs its files; answers how many seconds that took. */
    public double sync() {
        long begun = System.nanoTime();
        for (Path file : files()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException failure) {
                throw failed(failure);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private CannotMeasureException failed(IOException failure) {
        return new CannotMeasureException("cannot use " + path + ": " + failure, failure);
    }
}
