package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private TreeOptions tree;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private CriuOptions criu;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private StateOptions state;

    @Option(
            names = "--pre-dump-mode",
            paramLabel = "MODE",
            description =
                    "The drain that moves the pages, in place of the configured one; 'sluice plugins' lists them.")
    private String mode;

    @Mixin
    private TrackOption track;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private CgroupOptions cgroups;

    @Option(
            names = "--auto-dedup",
            description =
                    "When the set is there, give back the room of the pages that it has anew: older sets are then whole below it"
                            + " only.")
    private boolean dedup;

    PreDumpCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Optional<Duration> limit = tree.limit();
        Configuration signed = sign.on(options.read(tree.folder()));
        Configuration read = dedup ? signed.withAutoDedup() : signed;
        PreDumpRequest request = request(read);
        Log.info("sluice " + SluiceVersion.text() + ": " + request);
        PreDumpReport report =
                options.run(spec, read, limit, (platform, control) -> platform.preDump(request, control));
        Log.info(report.toString());
        tree.writePid();
        options.print(spec, PreDumpJson.of(report), out -> new PreDumpText(out).print(report, tree.statistics()));
        return 0;
    }

    private PreDumpRequest request(Configuration read) {
        return new PreDumpRequest(
                tree.pid(),
                tree.set(),
                tree.parent(),
                Optional.ofNullable(mode),
                track.tracker(read),
                track.tracking());
    }
}
