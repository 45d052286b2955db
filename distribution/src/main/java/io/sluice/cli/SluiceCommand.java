package io.sluice.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a word after it, and the list of those words. */
@Command(
        name = "sluice",
        description =
                "Takes the memory of a running process tree out into images, again and again, each time what changed.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = SluiceVersion.class,
        scope = picocli.CommandLine.ScopeType.INHERIT)
final class SluiceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
