package io.sluice.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether results are printed for programs. */
final class JsonOption {
    @Option(names = "--json", description = "Print the result for programs, as JSON.")
    private boolean wanted;

    /** Prints a result in one of both forms. */
    void print(CommandSpec command, Supplier<? extends JsonElement> json, Consumer<PrintWriter> text) {
        PrintWriter out = command.commandLine().getOut();
        if (wanted) {
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(json.get()));
        } else {
            text.accept(out);
        }
        out.flush();
    }

    /** Prints one of several results in one of both forms: an object a line. */
    void printLine(CommandSpec command, Supplier<? extends JsonElement> json, Consumer<PrintWriter> text) {
        PrintWriter out = command.commandLine().getOut();
        if (wanted) {
            out.println(new GsonBuilder().disableHtmlEscaping().create().toJson(json.get()));
        } else {
            text.accept(out);
        }
        out.flush();
    }
}
