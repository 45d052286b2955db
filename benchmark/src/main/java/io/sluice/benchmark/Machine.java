package io.sluice.benchmark;

import io.sluice.benchmark.subject.Place;
import io.sluice.benchmark.work.CannotMeasureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader must know of this machine, and what the benchmark must know of it before it begins. */
final class Machine {
    private static final double GIBIBYTE = 1 << 30;

    private Machine() {}

    /** In words, without its name. */
    static String described(List<Place> places) {
        return String.format(
                Locale.ROOT,
                "%d processors, %.0f GiB, Linux %s, Java %s, huge pages %s, %s",
                Runtime.getRuntime().availableProcessors(),
                Math.ceil(memory("MemTotal") / GIBIBYTE),
                System.getProperty("os.version").replaceFirst("-.*", ""),
                Runtime.version().feature(),
                chosen(read("/sys/kernel/mm/transparent_hugepage/enabled")),
                places.stream()
                        .map(place -> place.name() + " is " + fileSystem(place))
                        .collect(Collectors.joining(", ")));
    }

    /** A line of {@code /proc/meminfo}, in bytes. */
    static long memory(String name) {
        return read("/proc/meminfo")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Refuses when we are not root: CRIU and other programs need that. */
    static void requireRoot() {
        try {
            if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
                throw new CannotMeasureException("only root may measure; start it as root");
            }
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot read /proc/self: " + failure, failure);
        }
    }

    /** Refuses when there is no room for a target of so many bytes and two sets of it. */
    static void requireRoom(long bytes, List<Place> places) {
        for (Place place : places) {
            if (place.folder().toFile().getUsableSpace() < bytes * 9 / 4) {
                throw new CannotMeasureException("there is no room for two sets of the largest target in "
                        + place.name() + "; choose smaller --targets");
            }
        }
        if (memory("MemAvailable") < bytes * 13 / 4) {
            throw new CannotMeasureException(
                    "there is no memory for the largest target and two sets of it; choose smaller --targets");
        }
    }

    private static String fileSystem(Place place) {
        try {
            return Files.getFileStore(place.folder()).type();
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    private static String chosen(String choices) {
        return choices.replaceAll("(?s).*\\[(.*)\\].*", "$1").strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException none) {
            return "unknown";
        }
    }
}
