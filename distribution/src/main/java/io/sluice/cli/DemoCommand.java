package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.verify.VerifyReport;
import io.sluice.memory.PageCounts;
import io.sluice.memory.Pages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: a chain of pre-dumps of a program that keeps writing, from its start to its check. */
@Command(
        name = "demo",
        description =
                "Starts a program that keeps writing its memory, pre-dumps it in a chain, checks and shows the chain,"
                        + " measures the stop of programs of several sizes, stores a set compressed and encrypted,"
                        + " signs one and compares its files, and clears everything away.")
final class DemoCommand implements Callable<Integer> {
    private static final int MOST_MEBIBYTES = 2047;
    private static final long PAUSE = 1000;
    private static final int[] SIZES = {64, 256, 1024};

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--size",
            paramLabel = "MIB",
            defaultValue = "256",
            description = "The program's memory in MiB (256).")
    private int size;

    @Option(
            names = "--rate",
            paramLabel = "MIB",
            defaultValue = "4",
            description = "What it writes a second, in MiB (4).")
    private int rate;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "How many pre-dumps (3).")
    private int rounds;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        requireRange("--size", size, MOST_MEBIBYTES);
        requireRange("--rate", rate, MOST_MEBIBYTES);
        requireRange("--rounds", rounds, 100);
        Configuration read = configuration.read(surroundings);
        log.begin(read, Path.of(""));
        try (TemporaryFolder folder = TemporaryFolder.create("sluice-demo");
                Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            Control control = surroundings.control(Optional.empty(), watch);
            run(folder.path(), platform, control, watch);
            new DemoStack(
                            surroundings.platforms(),
                            read,
                            folder.path(),
                            spec.commandLine().getOut())
                    .run(control);
            new DemoSigned(
                            surroundings.platforms(),
                            read,
                            folder.path(),
                            spec.commandLine().getOut())
                    .run(control);
        }
        return 0;
    }

    private void run(Path folder, Platform platform, Control control, Watch watch) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "a program with %d MiB, of which it writes %d MiB a second, is pre-dumped %d times%n",
                size, rate, rounds);
        out.flush();
        String last = "";
        try (DemoWorkload workload = DemoWorkload.start(folder.resolve("ready"), size, rate, control)) {
            for (int round = 1; round <= rounds; round++) {
                Pause.of(PAUSE, "waiting for the next round", control);
                PreDumpReport report = platform.preDump(request(workload, folder, round), control);
                watch.close();
                last = report.set();
                print(round, report, out);
            }
        }
        check(last, platform, control, watch, out);
        stops(folder, platform, control, watch, out);
    }

    /** The stop does not grow with the size, nor the work of a later round. */
    private void stops(Path folder, Platform platform, Control control, Watch watch, PrintWriter out) {
        out.println("the stop against the size, each with a new program:");
        for (int mebibytes : SIZES) {
            Path sets = folder.resolve("size-" + mebibytes);
            Path ready = folder.resolve("ready-" + mebibytes);
            try (DemoWorkload workload = DemoWorkload.start(ready, mebibytes, rate, control)) {
                PreDumpReport first = platform.preDump(request(workload, sets, 1), control);
                Pause.of(PAUSE, "waiting for the next round", control);
                PreDumpReport later = platform.preDump(request(workload, sets, 2), control);
                watch.close();
                out.printf(
                        "%5d MiB: stopped for %s, then for %s; the second time %s of pages were moved, in %s%n",
                        mebibytes,
                        Amount.time(first.frozen()),
                        Amount.time(later.frozen()),
                        Amount.bytes(later.counts().written() * Pages.SIZE),
                        Amount.time(later.draining()));
                out.flush();
            }
        }
    }

    private static PreDumpRequest request(DemoWorkload workload, Path folder, int round) {
        String set = folder.resolve(Integer.toString(round)).toString();
        PreDumpRequest request = round == 1
                ? PreDumpRequest.first(workload.pid(), set)
                : PreDumpRequest.next(workload.pid(), set, "../" + (round - 1));
        return request.with(Tracking.STAYS_IN_SLUICE);
    }

    private static void print(int round, PreDumpReport report, PrintWriter out) {
        PageCounts counts = report.counts();
        out.printf(
                "round %d: changes known by %s; stopped for %s; wrote %d of %d pages, %s; looked at %s%n",
                round,
                report.tracker(),
                Amount.time(report.frozen()),
                counts.written(),
                counts.scanned(),
                Amount.bytes(counts.written() * Pages.SIZE),
                Amount.rate(counts.scanned() * Pages.SIZE, report.draining()));
        report.wholeBecause().forEach(reason -> out.println("  all pages were taken: " + reason));
        out.flush();
    }

    private static void check(String last, Platform platform, Control control, Watch watch, PrintWriter out) {
        VerifyReport report = platform.verify(last, control);
        watch.close();
        VerifyText.print(report, out);
        new ShowText(out, false).print(platform.describe(last, control));
        out.flush();
        if (!report.sound()) {
            throw new SluiceException(
                    ErrorCode.SET_DAMAGED, "the demo's chain is damaged", "report this, with the output");
        }
    }

    private void requireRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes a number from 1 to " + most + ", and not " + value);
        }
    }
}
