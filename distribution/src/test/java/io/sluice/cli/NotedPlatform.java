package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.DumpRequest;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.SluiceException;
import io.sluice.image.Inventory;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Listing;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Rebase;
import io.sluice.image.copy.Holding;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.verify.Problem;
import io.sluice.image.verify.SetReport;
import io.sluice.image.verify.VerifyReport;
import io.sluice.memory.PageCounts;
import io.sluice.plugin.PluginReport;
import io.sluice.validate.FileFinding;
import io.sluice.validate.FileReport;
import io.sluice.watch.WatchListener;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Notes what a command asks for, and answers with given reports, or a given failure. */
final class NotedPlatform implements Platform, PlatformSource {
    final List<Configuration> opened = new ArrayList<>();
    final List<PreDumpRequest> requests = new ArrayList<>();
    final List<WatchRequest> watches = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();
    List<Problem> problems = List.of();
    final List<Path> roots = new ArrayList<>();
    List<FileFinding> findings = List.of();
    int closed;

    void failWith(RuntimeException wanted) {
        failure = Optional.of(wanted);
    }

    @Override
    public Platform open(Configuration configuration) {
        opened.add(configuration);
        return this;
    }

    @Override
    public List<PluginReport> plugins(Configuration configuration) {
        return List.of();
    }

    @Override
    public PreDumpReport dump(DumpRequest request, Control control) {
        return preDump(PreDumpRequest.first(request.pid(), request.set()), control);
    }

    @Override
    public PreDumpReport preDump(PreDumpRequest request, Control control) {
        requests.add(request);
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        return report(request);
    }

    private static PreDumpReport report(PreDumpRequest request) {
        return new PreDumpReport(
                request.set(),
                "an-identity",
                "read",
                "hash",
                "directory",
                List.of(
                        new Holding("directory", request.set(), Optional.empty()),
                        new Holding("zstd+directory", "/mnt/" + request.set(), Optional.of("it is full"))),
                Duration.ofNanos(1_500_000),
                Duration.ofNanos(2_500_000),
                Duration.ofMillis(30),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(40),
                List.of(new PreDumpReport.Drained("program", 7, new PageCounts(10, 4, 3, 2, 1))),
                List.of(),
                List.of("a pid was reused"),
                List.of());
    }

    /** The real loop, of rounds that are answered as above: it wants a process that lives. */
    @Override
    public WatchOutcome watch(WatchRequest request, WatchListener listener, Control control) {
        watches.add(request);
        return new io.sluice.watch.Watch(request, round -> preDump(round, control), listener, control).run();
    }

    @Override
    public VerifyReport verify(String set, Control control) {
        return new VerifyReport(
                List.of(new SetReport(set, Optional.empty(), 3, 4096)), 4096, problems, false, List.of());
    }

    @Override
    public FileReport verifyFiles(String set, Path root, Control control) {
        roots.add(root);
        return new FileReport(set, findings);
    }

    @Override
    public ChainDescription describe(String set, Control control) throws SluiceException {
        Inventory inventory =
                new Inventory(0, OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ChainDescription(List.of(new SetDescription(
                set, Optional.empty(), Optional.empty(), inventory, 4096, 4096, 0, List.of(), List.of())));
    }

    @Override
    public ChainDescription glance(String set, Control control) throws SluiceException {
        return describe(set, control);
    }

    @Override
    public Listing chain(String set, Control control) {
        return new Listing(List.of(), verify(set, control));
    }

    @Override
    public Manifest squash(String set, String into, Control control) {
        throw new UnsupportedOperationException(into);
    }

    @Override
    public Prune.Report prune(String set, int keep, Control control) {
        return new Prune.Report(Optional.of(set + "-base-of-" + keep), List.of());
    }

    @Override
    public Dedup.Report dedup(String set, Control control) {
        return new Dedup.Report(4096, List.of());
    }

    @Override
    public Rebase.Report rebase(String set, String folder, Control control) {
        return new Rebase.Report(List.of(folder + "/1"), List.of(set));
    }

    @Override
    public List<String> export(String set, String out, boolean chain, Control control) {
        return List.of(chain ? out + "/1" : out);
    }

    @Override
    public void close() {
        closed++;
    }
}
