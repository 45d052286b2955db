package io.sluice.cli;

import picocli.CommandLine.Option;

/** Options of a dump's that what drives CRIU gives to pre-dumps, too, which take no state. */
@SuppressWarnings("UnusedVariable") // that they were given changes nothing
final class StateOptions {
    private static final String NOTHING = "As of dump; changes nothing: a pre-dump takes memory alone.";

    @Option(
            names = {"-l", "--file-locks"},
            description = NOTHING)
    private boolean fileLocks;

    @Option(names = "--link-remap", description = NOTHING)
    private boolean linkRemap;

    @Option(names = "--ghost-limit", paramLabel = "SIZE", description = NOTHING)
    private String ghostLimit;
}
