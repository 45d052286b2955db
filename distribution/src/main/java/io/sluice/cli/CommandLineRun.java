package io.sluice.cli;

import io.sluice.Sluice;
import picocli.CommandLine;

/** One run of the command line. */
final class CommandLineRun {
    private CommandLineRun() {}

    /** Runs one command in these surroundings; answers its exit status. */
    static int of(Surroundings surroundings, String[] arguments) {
        try {
            return commandLine(surroundings).execute(arguments);
        } finally {
            surroundings.interruption().end();
        }
    }

    /** The command line, ready to be run once. */
    static CommandLine commandLine(Surroundings surroundings) {
        Failures failures = new Failures();
        return new CommandLine(new SluiceCommand())
                .addSubcommand(new PreDumpCommand(surroundings))
                .addSubcommand(new DumpCommand(surroundings))
                .addSubcommand(new WatchCommand(surroundings))
                .addSubcommand(new ShowCommand(surroundings, Sluice::residents))
                .addSubcommand(new ReleaseCommand(surroundings, Sluice::release))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(chain(surroundings))
                .addSubcommand(new KeyCommand())
                .addSubcommand(new CheckCommand(surroundings, Sluice::check))
                .addSubcommand(plugins(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new CompletionCommand())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static CommandLine plugins(Surroundings surroundings) {
        return new CommandLine(new PluginsCommand(surroundings))
                .addSubcommand(new PluginsVerifyCommand(Sluice::verifyPlugin));
    }

    private static CommandLine chain(Surroundings surroundings) {
        return new CommandLine(new ChainCommand(surroundings))
                .addSubcommand(new SquashCommand(surroundings))
                .addSubcommand(new RebaseCommand(surroundings))
                .addSubcommand(new PruneCommand(surroundings))
                .addSubcommand(new DedupCommand(surroundings));
    }
}
