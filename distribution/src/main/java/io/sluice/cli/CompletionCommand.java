package io.sluice.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice completion}: the script by which bash and zsh complete this command line. */
@Command(
        name = "completion",
        description = "Prints the script by which bash and zsh complete: source <(sluice completion)")
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("sluice", spec.root().commandLine()));
        out.flush();
    }
}
