package io.sluice.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * One command that was run in this process.
 *
 * @param status its exit status
 * @param out what it said to standard output
 * @param err what it said to standard error
 */
record CommandRun(int status, String out, String err) {

    static CommandRun of(PlatformSource platform, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings =
                new Surroundings(platform, Path.of("no-such-home"), Map.of(), false, new Interruption());
        CommandLine command = CommandLineRun.commandLine(surroundings)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int status = command.execute(arguments);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
