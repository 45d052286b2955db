package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
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

/** {@code sluice pre-dump}: the memory of a process tree into a new set. */
@Command(
        name = "pre-dump",
        description =
                "Takes the memory of a running process tree into a new image set; the tree stands still for an instant"
                        + " and runs on.")
final class PreDumpCommand implements Callable<Integer> {
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
            description = "The folder of the new set; it is made when it is not there.")
    private String set;

    @Option(
            names = "--prev-images-dir",
            paramLabel = "DIR",
            description = "The set that this one adds to; a relative one is relative to the new set's folder.")
    private String parent;

    @Option(
            names = "--pre-dump-mode",
            paramLabel = "MODE",
            description =
                    "The drain that moves the pages, in place of the configured one; 'sluice plugins' lists them.")
    private String mode;

    @Option(
            names = "--track-mem",
            description =
                    "Let the tracking of changes stay in the target until 'sluice release': the next set that adds to this"
                            + " one knows what changed without reading it all.")
    private boolean track;

    @Option(
            names = {"-W", "--work-dir"},
            paramLabel = "DIR",
            description = "The folder of the log and the pid file; else the folder of the new set.")
    private Path work;

    @Option(
            names = "--pidfile",
            paramLabel = "FILE",
            description = "Write the pid of the tree's root into this file when the set is there.")
    private Path pidFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up after that time, whatever the stage; 0 is without limit, which is the default.")
    private long seconds;

    @Option(
            names = "--auto-dedup",
            description =
                    "When the set is there, give back the room of the pages that it has anew: older sets are then whole below it"
                            + " only.")
    private boolean dedup;

    @Option(names = "--display-stats", description = "Print the statistics of the dump.")
    private boolean statistics;

    PreDumpCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Optional<Duration> limit = limit();
        Configuration signed = sign.on(options.read(folder()));
        Configuration read = dedup ? signed.withAutoDedup() : signed;
        PreDumpRequest request = request(read);
        Log.info("sluice " + SluiceVersion.text() + ": " + request);
        PreDumpReport report =
                options.run(spec, read, limit, (platform, control) -> platform.preDump(request, control));
        Log.info(report.toString());
        if (pidFile != null) {
            PidFile.write(folder().resolve(pidFile), pid);
        }
        options.print(spec, PreDumpJson.of(report), out -> new PreDumpText(out).print(report, statistics));
        return 0;
    }

    private PreDumpRequest request(Configuration read) {
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "--tree takes the number of a process, and not " + pid);
        }
        boolean lacksTracker = read.tracker().name().equals(Configuration.NONE);
        return new PreDumpRequest(
                pid,
                set,
                Optional.ofNullable(parent),
                Optional.ofNullable(mode),
                track && lacksTracker ? Optional.of(Configuration.AUTO) : Optional.empty(),
                track ? Tracking.STAYS_IN_TARGET : Tracking.ONE_SHOT);
    }

    private Optional<Duration> limit() {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--timeout takes a number of seconds, and not " + seconds);
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private Path folder() {
        return work != null ? work : Path.of(set);
    }
}
