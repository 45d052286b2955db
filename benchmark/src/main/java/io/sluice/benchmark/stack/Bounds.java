package io.sluice.benchmark.stack;

import io.sluice.benchmark.page.Median;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import io.sluice.benchmark.work.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What bounds a stack: the same pages by each part alone, by the disk and by one compressor a core, without Sluice. */
final class Bounds {
    private static final Path ZSTD = Path.of("/usr/bin/zstd");
    private static final double MEBIBYTE = 1 << 20;

    private final Commands commands;
    private final Path pages;
    private final List<Double> disk = new ArrayList<>();
    private final Map<Compressor, List<Double>> compressors = new LinkedHashMap<>();

    /** @param pages a file of a plain set; read before, so that it is in memory */
    Bounds(Commands commands, Path pages) {
        this.commands = commands;
        this.pages = pages;
    }

    static boolean hasCompressor() {
        return Files.isExecutable(ZSTD);
    }

    /** Once more, by the disk and by each compressor. */
    void measure(Collection<Compressor> each) {
        Path copy = pages.resolveSibling("copy");
        disk.add(rate(List.of("dd", "if=" + pages, "of=" + copy, "bs=1M", "conv=fsync")));
        Workplace.remove(copy);
        if (hasCompressor()) {
            for (Compressor compressor : each) {
                compressors
                        .computeIfAbsent(compressor, first -> new ArrayList<>())
                        .add(rate(compressing(compressor)));
            }
        }
    }

    private List<String> compressing(Compressor by) {
        return List.of(
                ZSTD.toString(),
                "-q",
                "-f",
                "-T" + by.threads(),
                "-" + by.level(),
                pages.toString(),
                "-o",
                "/dev/null");
    }

    private double rate(List<String> words) {
        Ended ended = commands.run(words);
        if (!ended.succeeded()) {
            throw new CannotMeasureException(words.get(0) + ": " + ended.complaint());
        }
        return mebibytes() / ended.seconds();
    }

    double mebibytes() {
        return pages.toFile().length() / MEBIBYTE;
    }

    /** MiB of stored bytes a second. */
    double disk() {
        return Median.of(disk);
    }

    /** MiB of pages a second, in the order in which they were measured. */
    Map<Compressor, Double> compressors() {
        Map<Compressor, Double> medians = new LinkedHashMap<>();
        compressors.forEach((compressor, rates) -> medians.put(compressor, Median.of(rates)));
        return medians;
    }

    /**
     * The slower of both, in MiB of pages a second; empty where there is no compressor to compare with.
     *
     * @param ratio how many bytes of pages one stored byte has
     */
    OptionalDouble of(Optional<Compressor> compressor, double ratio) {
        double byDisk = disk() * ratio;
        if (compressor.isEmpty()) {
            return OptionalDouble.of(byDisk);
        }
        Double alone = compressors().get(compressor.get());
        return alone == null ? OptionalDouble.empty() : OptionalDouble.of(Math.min(byDisk, alone));
    }
}
