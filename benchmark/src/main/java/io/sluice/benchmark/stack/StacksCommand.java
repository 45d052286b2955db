package io.sluice.benchmark.stack;

import io.sluice.benchmark.stack.StackTable.Dump;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import io.sluice.benchmark.work.SetFolder;
import io.sluice.benchmark.work.SluiceReport;
import io.sluice.benchmark.work.Workplace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code script/benchmark stacks}: a table of ratios and throughput, in Markdown, on standard output. */
@Command(
        name = "stacks",
        description = "Dumps a JVM and a redis through stacks of sinks, and prints how short and how fast, as a table.")
public final class StacksCommand implements Callable<Integer> {
    private static final String KEY = "5a".repeat(32);
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = "${sys:benchmark.root}/distribution/target/sluice")
    private Path home;

    @Option(
            names = "--disk",
            paramLabel = "DIR",
            defaultValue = "${sys:benchmark.root}/benchmark/target",
            description = "Where the sets go; they are synced.")
    private Path disk;

    @Option(names = "--size", paramLabel = "MIB", defaultValue = "256", description = "What is put into each (256).")
    private int size;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "3", description = "Dumps of each kind (3).")
    private int trials;

    @Override
    public Integer call() throws IOException {
        try (Workplace workplace = Workplace.untilTheEnd()) {
            Path folder = workplace.folderIn(disk);
            Commands commands = new Commands(workplace, folder);
            PrintWriter out = spec.commandLine().getOut();
            StackTable.head(out);
            try (HeapProgram program = HeapProgram.java(workplace, folder, size)) {
                measure("JVM", program, folder, commands, out);
            }
            if (HeapProgram.hasRedis()) {
                try (HeapProgram program = HeapProgram.redis(workplace, size)) {
                    measure("redis", program, folder, commands, out);
                }
            }
        }
        return 0;
    }

    /** In turn, so that what else happens on the machine meets all of them. */
    private void measure(String heap, HeapProgram program, Path folder, Commands commands, PrintWriter out)
            throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Map<StackedSink, List<Dump>> dumps = new LinkedHashMap<>();
        Set<Compressor> compressors = new LinkedHashSet<>();
        StackedSink.all().forEach(sink -> sink.compressor().ifPresent(compressors::add));
        Bounds bounds = new Bounds(commands, folder.resolve("pages"));
        for (int trial = 0; trial < trials; trial++) {
            for (StackedSink sink : StackedSink.all()) {
                dumps.computeIfAbsent(sink, first -> new ArrayList<>()).add(dump(sink, program, folder, commands));
                if (sink.equals(StackedSink.PLAIN)) {
                    keepPages(folder);
                }
                Workplace.remove(folder.resolve("set"));
            }
            settle(folder, commands);
            bounds.measure(compressors);
        }
        StackTable table = new StackTable(heap, out);
        table.bounds(bounds);
        Dump plain = median(dumps.get(StackedSink.PLAIN));
        dumps.forEach((sink, all) -> table.row(sink, median(all), plain, bounds));
        out.flush();
    }

    /** Those of the program, which is one task. */
    private static void keepPages(Path folder) throws IOException {
        Files.move(folder.resolve("set/pages-1.img"), folder.resolve("pages"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void settle(Path folder, Commands commands) {
        commands.run(List.of("sync", "--file-system", folder.toString()));
    }

    private Dump dump(StackedSink sink, HeapProgram program, Path folder, Commands commands) throws IOException {
        Path set = folder.resolve("set");
        Path configuration = Files.writeString(folder.resolve("config.yaml"), sink.configuration("fsync"));
        settle(folder, commands);
        Ended ended = commands.run(List.of(
                home.resolve("bin/sluice").toString(),
                "pre-dump",
                "--json",
                "--config",
                configuration.toString(),
                "--tree",
                Integer.toString(program.pid()),
                "--images-dir",
                set.toString()));
        if (!ended.succeeded()) {
            throw new CannotMeasureException(sink.name() + ": " + ended.complaint());
        }
        SluiceReport report = SluiceReport.of(ended.out());
        return new Dump(
                report.pagesMebibytes(),
                new SetFolder(set).bytes() / MEBIBYTE,
                report.pagesMebibytes() / report.drainedSeconds(),
                ended.seconds());
    }

    private static Dump median(List<Dump> dumps) {
        return dumps.stream()
                .sorted((one, other) -> Double.compare(one.drained(), other.drained()))
                .skip(dumps.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
