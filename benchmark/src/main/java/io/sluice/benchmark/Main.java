package io.sluice.benchmark;

import io.sluice.benchmark.stack.StacksCommand;
import io.sluice.benchmark.store.StoreCommand;
import io.sluice.benchmark.work.CannotMeasureException;
import picocli.CommandLine;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs the benchmark and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand())
                .addSubcommand(new StacksCommand())
                .addSubcommand(new StoreCommand())
                .setExecutionExceptionHandler(Main::tell)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    private static int tell(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof CannotMeasureException) {
            line.getErr().println("benchmark: " + failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
