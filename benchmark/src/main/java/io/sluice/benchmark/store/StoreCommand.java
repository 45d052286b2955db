package io.sluice.benchmark.store;

import io.sluice.benchmark.target.Sampler;
import io.sluice.benchmark.target.Target;
import io.sluice.benchmark.target.TargetKind;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Program;
import io.sluice.benchmark.work.Workplace;
import io.sluice.sink.object.StoreServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code script/benchmark-store}: tables in Markdown, on standard output. */
@Command(
        name = "store",
        sortOptions = false,
        description =
                "Dumps a stopped target of random bytes into an object store, s3proxy on this machine with its files on a"
                        + " disk, in turn with a plain upload of as many bytes, and prints how fast, and how much memory that took.")
public final class StoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = "${sys:benchmark.root}/distribution/target/sluice")
    private Path home;

    @Option(
            names = "--disk",
            paramLabel = "DIR",
            defaultValue = "${sys:benchmark.root}/benchmark/target",
            description = "Where the store has its files.")
    private Path disk;

    @Option(names = "--size", paramLabel = "MIB", defaultValue = "512", description = "Of the target (512).")
    private int size;

    @Option(
            names = "--small",
            paramLabel = "MIB",
            defaultValue = "128",
            description = "Of another, whose dump tells how the memory that a dump takes grows (128).")
    private int small;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "5", description = "Uploads and dumps (5).")
    private int pairs;

    @Override
    public Integer call() throws Exception {
        if (!Files.isExecutable(home.resolve("bin/sluice"))) {
            throw new CannotMeasureException("there is no built Sluice in " + home + "; run script/build first");
        }
        try (Workplace workplace = Workplace.untilTheEnd()) {
            Path folder = workplace.folderIn(disk);
            Commands commands = new Commands(workplace, folder);
            Path program = Program.compiled("target", folder);
            try (StoreServer server = StoreServer.in(Files.createDirectory(folder.resolve("store")))) {
                Uploader uploader = new Uploader(commands, server.endpoint());
                Dumper dumper = Dumper.of(commands, home.toAbsolutePath(), folder, server.endpoint());
                Turns turns = new Turns(commands, folder, server, uploader, dumper);
                StoreTable table = new StoreTable(spec.commandLine().getOut());
                try (Target target = stopped(workplace, program, folder, commands, size)) {
                    measure(turns, target, table);
                }
                try (Target target = stopped(workplace, program, folder, commands, small)) {
                    table.memory(small, turns.dump(target.pid()));
                }
            }
        }
        return 0;
    }

    private void measure(Turns turns, Target target, StoreTable table) {
        turns.warmUp(size);
        table.headOfPairs(size);
        List<Pair> all = new ArrayList<>();
        for (int number = 1; number <= pairs; number++) {
            Pair pair = turns.pair(number, size, target.pid());
            table.row(number, pair);
            all.add(pair);
        }
        table.medians(all);
    }

    /** It stands still: one that runs would take a processor from the plain upload as from the dump. */
    private static Target stopped(Workplace workplace, Path program, Path folder, Commands commands, int mebibytes) {
        TargetKind kind = new TargetKind("store", mebibytes + " MiB", mebibytes, 1, 3, false);
        Target target = Target.start(workplace, program, folder, kind, 1, Sampler.SLEEP);
        commands.run(List.of("sh", "-c", "kill -STOP " + target.pid()));
        return target;
    }
}
