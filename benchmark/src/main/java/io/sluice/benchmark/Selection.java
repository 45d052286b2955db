package io.sluice.benchmark;

import io.sluice.benchmark.target.Sampler;
import io.sluice.benchmark.target.TargetKind;
import io.sluice.benchmark.work.CannotMeasureException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a person wants to have measured; what is left out is of the form, short or long. */
final class Selection {
    private static final double SHORT_IDLE = 0.2;

    @Option(names = "--short", description = "Small targets, one trial each: about a minute.")
    private boolean brief;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Of 64m, 512m, 2g, mappings, threads, huge; short: 64m, mappings, threads, huge. Default: all.")
    private List<String> targets = List.of();

    @Option(
            names = "--places",
            split = ",",
            paramLabel = "NAME",
            description = "Of tmpfs and disk. Default: both; short: tmpfs.")
    private List<String> places = List.of();

    @Option(
            names = "--drains",
            split = ",",
            paramLabel = "NAME",
            description = "Drains of Sluice. Default: all that it lists. One that is not there is skipped.")
    private List<String> drains = List.of();

    @Option(
            names = "--trackers",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Trackers of Sluice, each with each drain; none takes all pages. Default: none and all that it lists.")
    private List<String> trackers = List.of();

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            description = "Programs beside Sluice: criu, gcore, or no. Default: criu and gcore.")
    private List<String> peers = List.of("criu", "gcore");

    @Option(names = "--trials", paramLabel = "N", description = "Fresh targets for each row. Default: 9; short: 1.")
    private Integer trials;

    @Option(
            names = "--later",
            paramLabel = "N",
            description = "Rounds of each target after the first. Default: 2; short: 1.")
    private Integer later;

    @Option(
            names = "--share",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of 1000 pages the target changes, over and over. Default: ${DEFAULT-VALUE}.")
    private int share;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "How long each idle span is. Default: 1; short: 0.2.")
    private Double idle;

    @Option(
            names = "--sampler",
            paramLabel = "HOW",
            defaultValue = "sleep",
            description =
                    "How the target's sampler reads the clock: sleep, with a rest of 0.03 ms, or spin, without a pause, which"
                            + " needs a processor of its own. Default: ${DEFAULT-VALUE}.")
    private Sampler sampler;

    String form() {
        return brief ? "short" : "long";
    }

    List<TargetKind> targets() {
        List<TargetKind> all = brief ? TargetKind.small() : TargetKind.all();
        if (targets.isEmpty()) {
            return all;
        }
        for (String name : targets) {
            if (all.stream().noneMatch(kind -> kind.name().equals(name))) {
                throw new CannotMeasureException("there is no target '" + name + "'; name some of "
                        + all.stream().map(TargetKind::name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream().filter(kind -> targets.contains(kind.name())).toList();
    }

    List<String> places() {
        List<String> wanted = places.isEmpty() ? (brief ? List.of("tmpfs") : List.of("tmpfs", "disk")) : places;
        for (String name : wanted) {
            if (!name.equals("tmpfs") && !name.equals("disk")) {
                throw new CannotMeasureException("there is no place '" + name + "'; name some of tmpfs, disk");
            }
        }
        return wanted;
    }

    List<String> drains() {
        return drains;
    }

    List<String> trackers() {
        return trackers;
    }

    List<String> peers() {
        return peers.equals(List.of("no")) ? List.of() : peers;
    }

    int trials() {
        return positive("--trials", trials != null ? trials : brief ? 1 : 9);
    }

    int later() {
        int rounds = later != null ? later : brief ? 1 : 2;
        if (rounds < 0) {
            throw new CannotMeasureException("--later is " + rounds + "; give 0 or more");
        }
        return rounds;
    }

    int share() {
        if (share > 1000) {
            throw new CannotMeasureException("--share is " + share + "; give 1 to 1000");
        }
        return positive("--share", share);
    }

    double idleSeconds() {
        double seconds = idle != null ? idle : brief ? SHORT_IDLE : 1;
        if (!(seconds > 0)) {
            throw new CannotMeasureException("--idle is " + seconds + "; give more than 0");
        }
        return seconds;
    }

    Sampler sampler() {
        return sampler;
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new CannotMeasureException(option + " is " + value + "; give 1 or more");
        }
        return value;
    }
}
