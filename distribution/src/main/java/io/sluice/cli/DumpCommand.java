package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.dump.DumpRequest;
import io.sluice.dump.DumpRequest.After;
import io.sluice.dump.PreDumpReport;
import io.sluice.state.Allowed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice dump}: a process tree, memory and state, into a new set. */
@Command(
        name = "dump",
        description =
                "Takes a running process tree, memory and state of one instant, into a new image set, from which CRIU"
                        + " restores it. The tree is killed once the set is there, unless it is to be left.")
final class DumpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SignOption sign;

    @Mixin
    private TreeOptions tree;

    @Mixin
    private TrackOption track;

    @Mixin
    private CriuOptions criu;

    @Option(
            names = "--pre-dump-mode",
            paramLabel = "MODE",
            description =
                    "Taken as CRIU takes it; changes nothing: a dump reads the memory of the tree while that stands still.")
    @SuppressWarnings("UnusedVariable") // it changes nothing
    private String mode;

    @Mixin
    private CgroupOptions cgroups;

    @Option(
            names = {"-R", "--leave-running"},
            description = "Let the tree run on.")
    private boolean running;

    @Option(
            names = {"-s", "--leave-stopped"},
            description = "Leave the tree stopped, as by SIGSTOP.")
    private boolean stopped;

    @Option(
            names = "--ghost-limit",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description =
                    "How much a deleted file may hold that is taken into the set, for example 10M; by default 1M.")
    private long ghostLimit = Allowed.DEFAULT.ghostLimit();

    @Option(
            names = {"-l", "--file-locks"},
            description = "Take locks of files too; others may get them before the tree is restored.")
    private boolean fileLocks;

    @Option(
            names = "--action-script",
            paramLabel = "FILE",
            description =
                    "A program that is run before the dump, and when the set is there and the tree still stands; may be given"
                            + " several times. It is told as CRIU tells: CRTOOLS_SCRIPT_ACTION is pre-dump or post-dump.")
    private List<Path> scripts = List.of();

    @Option(
            names = "--link-remap",
            description =
                    "Give files that were deleted, and have another name, a name beside the lost one (link_remap.N); a restore"
                            + " takes it away.")
    private boolean linkRemap;

    DumpCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Optional<Duration> limit = tree.limit();
        Configuration read = sign.on(options.read(tree.folder()));
        DumpRequest request = request(read);
        Log.info("sluice " + SluiceVersion.text() + ": " + request);
        PreDumpReport report = options.run(spec, read, limit, (platform, control) -> platform.dump(request, control));
        Log.info(report.toString());
        tree.writePid();
        options.print(spec, PreDumpJson.of(report), out -> new PreDumpText(out).print(report, tree.statistics()));
        return 0;
    }

    private DumpRequest request(Configuration read) {
        if (running && stopped) {
            throw new ParameterException(spec.commandLine(), "--leave-running and --leave-stopped exclude each other");
        }
        After left = running ? After.RUNNING : After.STOPPED;
        return new DumpRequest(
                tree.pid(),
                tree.set(),
                tree.parent(),
                Optional.empty(),
                track.tracker(read),
                track.tracking(),
                new Allowed(ghostLimit, fileLocks, linkRemap, criu.externalFiles()),
                cgroups.wanted(tree.folder()),
                scripts,
                running || stopped ? left : After.KILLED);
    }
}
