package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRequest;
import io.sluice.watch.WatchRound;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice watch}: pre-dumps in rounds, and what a final dump would cost after each. */
@Command(
        name = "watch",
        description =
                "Pre-dumps a running process tree again and again, each round what changed, and tells how long a final dump"
                        + " would stop it. Ends when that is short enough, when it does not get so short, after a number of"
                        + " rounds, or by Ctrl-C. Nothing stays in the tree.")
final class WatchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SignOption sign;

    @Option(
            names = {"-t", "--tree"},
            paramLabel = "PID",
            required = true,
            description = "The root of the process tree.")
    private int pid;

    @Option(
            names = {"-D", "--images-dir"},
            paramLabel = "DIR",
            required = true,
            description = "The folder of the sets: DIR/1, DIR/2 and so on; it is made when it is not there.")
    private String folder;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Timespan.class,
            description =
                    "Begin a round that long after the one before: 500ms, 5s, 2m. 5s, or at once with --until-stop.")
    private Duration every;

    @Option(
            names = "--until-stop",
            paramLabel = "TIME",
            converter = Timespan.class,
            description =
                    "End when a final dump would stop the tree for that long at the most, or when that is not to come.")
    private Duration untilStop;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "" + WatchRequest.MOST_ROUNDS,
            description = "End after that many rounds.")
    private int rounds;

    @Option(
            names = "--pre-dump-mode",
            paramLabel = "MODE",
            description =
                    "The drain that moves the pages, in place of the configured one; 'sluice plugins' lists them.")
    private String mode;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Timespan.class,
            description = "Give up after that time, whatever the stage.")
    private Duration limit;

    WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        WatchRequest request = request();
        Configuration read = sign.on(options.read(Path.of(folder)));
        Log.info("sluice " + SluiceVersion.text() + ": " + request);
        WatchOutcome outcome = run(read, request);
        Log.info(outcome.toString());
        options.printLine(spec, () -> WatchJson.of(outcome), out -> WatchText.print(outcome, out));
        if (outcome.end() == WatchOutcome.End.NOT_CONVERGING) {
            throw hopeless(outcome);
        }
        if (outcome.end() == WatchOutcome.End.CANCELLED) {
            surroundings.interruption().isMeant();
        }
        return 0;
    }

    private WatchOutcome run(Configuration read, WatchRequest request) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            return platform.watch(
                    request, round -> print(round, watch), surroundings.control(Optional.ofNullable(limit), watch));
        }
    }

    private void print(WatchRound round, Watch watch) {
        watch.close();
        Log.info(round.toString());
        options.printLine(spec, () -> WatchJson.of(round), out -> WatchText.print(round, out));
    }

    private WatchRequest request() {
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "--tree takes the number of a process, and not " + pid);
        }
        if (rounds < 1 || rounds > WatchRequest.MOST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds takes a number from 1 to " + WatchRequest.MOST_ROUNDS + ", and not " + rounds);
        }
        WatchRequest plain =
                untilStop == null ? WatchRequest.of(pid, folder) : WatchRequest.until(untilStop, pid, folder);
        WatchRequest paced = every == null ? plain : plain.withEvery(every);
        return (mode == null ? paced : paced.withDrain(mode)).withRounds(rounds);
    }

    private static SluiceException hopeless(WatchOutcome outcome) {
        return new SluiceException(
                ErrorCode.NOT_CONVERGING,
                "more rounds do not come to a stop of "
                        + Amount.time(outcome.request().untilStop().orElseThrow()),
                "let it write less, want a longer stop, or wait for a quieter time and go on from "
                        + outcome.last().report().set());
    }
}
