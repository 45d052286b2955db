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

    /** It as a library: starting it for each image takes longer than decoding. */
    private static final String EACH = """
            import sys
            from pycriu import cli
            for image in sys.argv[1:]:
                sys.argv = ["crit", "decode", "-i", image, "-o", "/dev/null"]
                try:
                    cli.main()
                except BaseException as failure:
                    print(image, repr(failure))
            """;

    private Crit() {}

    /** Whether it is installed. */
    public static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** What of a set it cannot decode, a line each; pages files are no messages and are not asked about. */
    public static List<String> complaints(Path set) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/python3", "-c", EACH));
        images(set).forEach(image -> words.add(image.toString()));
        return Command.of(words).run().succeeded().out().lines().toList();
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
