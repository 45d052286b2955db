package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Options by which CRIU's dump and pre-dump are told what it may meet. What they speak of is dumped without them where that does no harm,
 * or refused by name, so that they change nothing here; they are taken so that what drives CRIU can drive Sluice.
 */
@SuppressWarnings("UnusedVariable") // that they were given changes nothing
final class CriuOptions {
    private static final String NOTHING = "Taken as CRIU takes it; changes nothing: ";

    @Option(
            names = {"-j", "--shell-job"},
            description = NOTHING + "a session outside of the tree is kept by number.")
    private boolean shellJob;

    @Option(names = "--evasive-devices", description = NOTHING + "devices other than those of memory are refused.")
    private boolean evasiveDevices;

    @Option(
            names = {"--ghost-fiemap", "--no-ghost-fiemap"},
            description = NOTHING + "holes of deleted files are looked for by lseek(2).")
    private boolean fileExtents;

    @Option(
            names = {"-x", "--ext-unix-sk"},
            arity = "0..1",
            paramLabel = "INODE",
            description = NOTHING + "sockets are refused.")
    private List<String> externalSockets = new ArrayList<>();

    @Option(names = "--tcp-established", description = NOTHING + "sockets are refused.")
    private boolean established;

    @Option(names = "--external", paramLabel = "RESOURCE", description = NOTHING + "what is external is refused.")
    private List<String> external = new ArrayList<>();
}
