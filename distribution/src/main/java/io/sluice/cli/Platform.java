package io.sluice.cli;

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

/**
 * What the commands ask of the platform. The façade answers all of it; tests answer it with reports of their own, so that
 * what a command asks for and prints can be seen without a process to dump.
 */
interface Platform extends AutoCloseable {

    /** Pre-dumps a process tree. */
    PreDumpReport preDump(PreDumpRequest request, Control control);

    /** Dumps a process tree. */
    PreDumpReport dump(DumpRequest request, Control control);

    /** Pre-dumps a process tree in rounds. */
    WatchOutcome watch(WatchRequest request, WatchListener listener, Control control);

    /** Checks a set and all that it adds to. */
    VerifyReport verify(String set, Control control);

    /** Compares the files that a set records with those below a folder. */
    FileReport verifyFiles(String set, Path root, Control control);

    /** Describes a set and all that it adds to, after a check of every byte. */
    ChainDescription describe(String set, Control control);

    /** Describes a set and all that it adds to, without a look at the pages. */
    ChainDescription glance(String set, Control control);

    /** Lists and checks a set and all that it adds to. */
    Listing chain(String set, Control control);

    /** Makes one set of a chain. */
    Manifest squash(String set, String into, Control control);

    /** Gives back what newer sets of a chain have anew. */
    Dedup.Report dedup(String set, Control control);

    /** Shortens a chain. */
    Prune.Report prune(String set, int keep, Control control);

    /** Moves a chain. */
    Rebase.Report rebase(String set, String folder, Control control);

    /** Writes a set, or a chain, as plain images. */
    List<String> export(String set, String out, boolean chain, Control control);

    @Override
    void close();
}
