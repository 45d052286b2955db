package io.sluice.cli;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what failed and what to do, and gives the exit status. Stack traces go to the log alone. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        return say(command, new SluiceException(ErrorCode.USAGE, wrong.getMessage(), "see " + name + " --help", wrong));
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        return say(command, failed instanceof SluiceException known ? known : unforeseen(failed));
    }

    private static SluiceException unforeseen(Exception failed) {
        return new SluiceException(
                ErrorCode.INTERNAL,
                "a mistake in Sluice itself: " + failed,
                "run it again with -v4 and --log-file, and report it with the log",
                failed);
    }

    private static int say(CommandLine command, SluiceException failed) {
        Log.failure(failed);
        command.getErr().println(text(failed));
        command.getErr().flush();
        return failed.code().exitStatus();
    }

    /** One line; a configuration has a line for each of its problems. */
    private static String text(SluiceException failed) {
        if (failed.code() == ErrorCode.CONFIG && failed.getMessage().contains("\n")) {
            return failed.getMessage()
                            .lines()
                            .map(line -> "sluice: " + line + "\n")
                            .collect(Collectors.joining()) + "sluice: " + oneLine(failed.remedy());
        }
        return "sluice: " + oneLine(failed.getMessage()) + "; " + oneLine(failed.remedy());
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
