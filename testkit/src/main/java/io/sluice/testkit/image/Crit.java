package io.sluice.testkit.image;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** CRIU's own decoder of images, from Debian's criu package. */
public final class Crit {
    private static final Path PROGRAM = Path.of("/usr/bin/crit");

    private Crit() {}

    /** Whether it is installed. */
    public static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** What of a set it cannot decode, file by file; pages files are no messages and are not asked about. */
    public static List<String> complaints(Path set) {
        List<String> found = new ArrayList<>();
        for (Path image : images(set)) {
            Command.Outcome outcome = Command.of(
                            PROGRAM.toString(), "decode", "-i", image.toString(), "-o", "/dev/null")
                    .run();
            if (outcome.status() != 0) {
                found.add(
                        image + ": " + outcome.err().lines().reduce((a, b) -> b).orElse("no word"));
            }
        }
        return found;
    }

    /** One image as JSON. */
    public static String decode(Path image) {
        return Command.of(PROGRAM.toString(), "decode", "-i", image.toString())
                .run()
                .succeeded()
                .out();
    }

    private static List<Path> images(Path set) {
        try (Stream<Path> files = Files.list(set)) {
            return files.filter(file -> file.getFileName().toString().matches("(?!pages-).*\\.img|stats-dump"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
