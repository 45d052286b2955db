package io.sluice.benchmark;

import io.sluice.benchmark.page.Pages;
import io.sluice.benchmark.result.ResultFile;
import io.sluice.benchmark.result.Setting;
import io.sluice.benchmark.subject.Inquiry;
import io.sluice.benchmark.subject.Offer;
import io.sluice.benchmark.subject.Place;
import io.sluice.benchmark.target.TargetKind;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Workplace;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmark. */
@Command(
        name = "script/benchmark",
        sortOptions = false,
        description =
                "Measures pre-dumps with each drain and tracker, beside CRIU, gcore and dd, on targets that measure what is"
                        + " done to them. Progress goes to standard error.",
        footer = {
            "",
            "The whole benchmark takes hours, and 7 GiB of memory. Nothing else should run on the machine.",
            "It ends with status 1 when something failed, and writes its pages all the same."
        })
final class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Mixin
    private Selection selection;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${sys:benchmark.root}/distribution/target/sluice",
            description = "The built Sluice. Default: that of this project.")
    private Path home;

    @Option(
            names = "--tmpfs",
            paramLabel = "DIR",
            defaultValue = "/dev/shm",
            description = "A folder in memory. Default: ${DEFAULT-VALUE}.")
    private Path tmpfs;

    @Option(
            names = "--disk",
            paramLabel = "DIR",
            defaultValue = "${sys:benchmark.root}/benchmark/target",
            description = "A folder on a disk. Default: benchmark/target of this project.")
    private Path disk;

    @Option(
            names = "--page",
            paramLabel = "FILE.md",
            defaultValue = "${sys:benchmark.root}/benchmark/target/benchmark.md",
            description =
                    "The page to write; the plots, index.html and results.jsonl go into the folder FILE beside it."
                            + " Default: benchmark/target/benchmark.md of this project.")
    private Path page;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "A sentence for the page, such as what else ran on the machine.")
    private String note;

    @Option(
            names = "--from",
            paramLabel = "RESULTS",
            description = "Measure nothing: make the page of this results.jsonl.")
    private Path from;

    @Override
    public Integer call() {
        if (!page.toString().endsWith(".md")) {
            throw new CannotMeasureException("--page is " + page + "; give a name that ends in .md");
        }
        Pages pages = new Pages(page);
        if (from != null) {
            pages.write(ResultFile.read(from));
            return 0;
        }
        return measure(pages) ? 0 : 1;
    }

    private boolean measure(Pages pages) {
        if (!Files.isExecutable(home.resolve("bin").resolve("sluice"))) {
            throw new CannotMeasureException("there is no built Sluice in " + home + "; run script/build first");
        }
        Machine.requireRoot();
        Path results = pages.folder().resolve("results.jsonl");
        try (Workplace workplace = Workplace.untilTheEnd()) {
            List<Place> places = places(workplace);
            Path folder = workplace.folderIn(Path.of(System.getProperty("java.io.tmpdir")));
            Path memory = workplace.folderIn(tmpfs);
            Commands commands = new Commands(workplace, folder);
            Path criu = Path.of(System.getProperty("benchmark.root"), "script", "criu");
            Offer offer = new Inquiry(home.toAbsolutePath(), criu, commands, folder)
                    .offer(selection.drains(), selection.trackers(), selection.peers());
            Plan plan = plan(places, offer);
            ResultFile file = ResultFile.begin(results, setting(plan, offer));
            PrintWriter err = spec.commandLine().getErr();
            offer.skipped().forEach(skipped -> err.println(skipped.subject() + " is skipped: " + skipped.reason()));
            Progress progress = new Progress(err, plan.inTurn().size());
            boolean good = new Campaign(
                            workplace, new Experiment(workplace, folder, memory, commands, plan), progress, file)
                    .run(plan);
            pages.write(ResultFile.read(results));
            err.println("written: " + page);
            return good;
        }
    }

    private List<Place> places(Workplace workplace) {
        return selection.places().stream()
                .map(name -> name.equals("disk")
                        ? new Place(name, workplace.folderIn(disk), true)
                        : new Place(name, workplace.folderIn(tmpfs), false))
                .toList();
    }

    private Plan plan(List<Place> places, Offer offer) {
        if (offer.subjects().isEmpty()) {
            String reasons = offer.skipped().stream()
                    .map(skipped -> skipped.subject() + ": " + skipped.reason())
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw new CannotMeasureException("there is nobody to measure: " + reasons);
        }
        List<TargetKind> targets = selection.targets();
        long largest = targets.stream().mapToLong(TargetKind::mebibytes).max().orElse(0) << 20;
        Machine.requireRoom(largest, places);
        return new Plan(
                targets,
                places,
                offer.subjects(),
                selection.trials(),
                selection.later(),
                selection.share(),
                selection.idleSeconds(),
                selection.sampler());
    }

    private Setting setting(Plan plan, Offer offer) {
        return new Setting(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                selection.form(),
                Machine.described(plan.places()),
                offer.programs(),
                plan.targets(),
                plan.places().stream().map(Place::name).toList(),
                plan.trials(),
                plan.later(),
                plan.share(),
                plan.idleSeconds(),
                plan.sampler().name().toLowerCase(Locale.ROOT),
                note,
                offer.skipped());
    }
}
