package io.sluice.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Damages the files of sets. */
public final class Damaging {
    private Damaging() {}

    /** The plain files of a set. */
    public static List<Path> files(Path set) throws IOException {
        try (Stream<Path> files = Files.list(set)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Changes one bit in place; twice is never. */
    public static void flip(Path file, long bit) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(bit / Byte.SIZE);
            int value = open.read();
            open.seek(bit / Byte.SIZE);
            open.write(value ^ 1 << bit % Byte.SIZE);
        }
    }
}
