package io.sluice.cli;

import io.sluice.Sluice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/** One run of the command line. */
final class CommandLineRun {
    private static final String COMPLETION = "completion";
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private CommandLineRun() {}

    /** Runs one command in these surroundings; answers its exit status. */
    static int of(Surroundings surroundings, String[] arguments) {
        try {
            return commandLine(surroundings, arguments).execute(arguments);
        } finally {
            surroundings.interruption().end();
        }
    }

    /** The command line with all that it knows, ready to be run once. */
    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(commands(surroundings));
    }

    /** A tenth of a second goes into what is not asked for. Completion is of all commands. */
    private static CommandLine commandLine(Surroundings surroundings, String[] arguments) {
        Map<String, Supplier<Object>> all = commands(surroundings);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (VERSION.contains(first)) {
            return commandLine(Map.of());
        }
        boolean alone = all.containsKey(first) && !first.equals(COMPLETION);
        return commandLine(alone ? Map.of(first, all.get(first)) : all);
    }

    private static CommandLine commandLine(Map<String, Supplier<Object>> commands) {
        CommandLine line = new CommandLine(new SluiceCommand());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        Failures failures = new Failures();
        return line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    }

    /** What is behind each word, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(Surroundings surroundings) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("pre-dump", () -> new PreDumpCommand(surroundings));
        commands.put("dump", () -> new DumpCommand(surroundings));
        commands.put("watch", () -> new WatchCommand(surroundings));
        commands.put("show", () -> new ShowCommand(surroundings, Sluice::residents));
        commands.put("release", () -> new ReleaseCommand(surroundings, Sluice::release));
        commands.put("verify", () -> new VerifyCommand(surroundings));
        commands.put("export", () -> new ExportCommand(surroundings));
        commands.put("chain", () -> chain(surroundings));
        commands.put("key", KeyCommand::new);
        commands.put("check", () -> new CheckCommand(surroundings, Sluice::check));
        commands.put("plugins", () -> plugins(surroundings));
        commands.put("demo", () -> new DemoCommand(surroundings));
        commands.put(COMPLETION, CompletionCommand::new);
        return commands;
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
