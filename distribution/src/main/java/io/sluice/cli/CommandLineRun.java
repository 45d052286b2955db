package io.sluice.cli;

import picocli.CommandLine;

/** One run of the command line. */
final class CommandLineRun {
    private CommandLineRun() {}

    /** Runs one command; answers its exit status. */
    static int of(String[] arguments) {
        return commandLine().execute(arguments);
    }

    /** The command line, ready to be run once. */
    static CommandLine commandLine() {
        Failures failures = new Failures();
        return new CommandLine(new SluiceCommand())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
