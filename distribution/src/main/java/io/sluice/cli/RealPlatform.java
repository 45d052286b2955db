package io.sluice.cli;

import io.sluice.Sluice;
import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.DumpRequest;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Listing;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Rebase;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.verify.VerifyReport;
import io.sluice.validate.FileReport;
import io.sluice.watch.WatchListener;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRequest;
import java.nio.file.Path;
import java.util.List;

/** The platform itself. */
final class RealPlatform implements Platform {
    private final Sluice sluice;

    RealPlatform(Configuration configuration) {
        this.sluice = Sluice.open(configuration);
    }

    @Override
    public PreDumpReport preDump(PreDumpRequest request, Control control) {
        return sluice.preDump(request, control);
    }

    @Override
    public PreDumpReport dump(DumpRequest request, Control control) {
        return sluice.dump(request, control);
    }

    @Override
    public WatchOutcome watch(WatchRequest request, WatchListener listener, Control control) {
        return sluice.watch(request, listener, control);
    }

    @Override
    public VerifyReport verify(String set, Control control) {
        return sluice.verify(set, control);
    }

    @Override
    public FileReport verifyFiles(String set, Path root, Control control) {
        return sluice.verifyFiles(set, root, control);
    }

    @Override
    public ChainDescription describe(String set, Control control) {
        return sluice.describe(set, control);
    }

    @Override
    public ChainDescription glance(String set, Control control) {
        return sluice.glance(set, control);
    }

    @Override
    public Dedup.Report dedup(String set, Control control) {
        return sluice.dedup(set, control);
    }

    @Override
    public Listing chain(String set, Control control) {
        return sluice.chain(set, control);
    }

    @Override
    public Manifest squash(String set, String into, Control control) {
        return sluice.squash(set, into, control);
    }

    @Override
    public Prune.Report prune(String set, int keep, Control control) {
        return sluice.prune(set, keep, control);
    }

    @Override
    public Rebase.Report rebase(String set, String folder, Control control) {
        return sluice.rebase(set, folder, control);
    }

    @Override
    public List<String> export(String set, String out, boolean chain, Control control) {
        return sluice.export(set, out, chain, control);
    }

    @Override
    public void close() {
        sluice.close();
    }
}
