package io.sluice.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice export}: plain images in a folder. */
@Command(
        name = "export",
        description =
                "Writes a set once more into a folder, as plain images that CRIU reads, whatever sinks it was stored through."
                        + " Every byte is checked.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--chain",
            description = "Export all that the set adds to, too: as OUT/1, the oldest, OUT/2 and so on, each with the"
                    + " parent beside it.")
    private boolean chain;

    @Parameters(index = "0", paramLabel = "DIR", description = "The set; with --chain the newest of the chain.")
    private String set;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The folder of the plain set, or of the chain; it is made when it is not there.")
    private String out;

    ExportCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        List<String> sets =
                options.run(spec, options.read(), (platform, control) -> platform.export(set, out, chain, control));
        options.print(spec, () -> json(sets), text -> sets.forEach(text::println));
        return 0;
    }

    private static JsonObject json(List<String> sets) {
        JsonObject json = new JsonObject();
        json.add("sets", JsonTexts.of(sets));
        return json;
    }
}
