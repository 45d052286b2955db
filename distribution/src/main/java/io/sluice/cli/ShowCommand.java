package io.sluice.cli;

import com.google.gson.JsonObject;
import io.sluice.config.Configuration;
import io.sluice.image.describe.ChainDescription;
import io.sluice.resident.Resident;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice show}: what a set, and all that it adds to, holds. */
@Command(
        name = "show",
        description =
                "Shows what a set, and all that it adds to, holds: tasks, mappings, pages, sizes; after a check of every byte. Sets"
                        + " that CRIU made too."
                        + " With --target, what Sluice has left in a running process tree.")
final class ShowCommand implements Callable<Integer> {
    private final IntFunction<List<Resident>> residents;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(
            names = {"-a", "--all"},
            description = "Show every mapping, and not just the largest.")
    private boolean all;

    @Option(names = "--quick", description = "Do not look at the pages: they may be damaged.")
    private boolean quick;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** What is shown. */
    private static final class Subject {
        @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
        private String set;

        @Option(
                names = "--target",
                paramLabel = "PID",
                description = "Show what is left of Sluice in this process and all that descend from it.")
        private Integer target;
    }

    /** @param residents finds what is left in a tree */
    ShowCommand(Surroundings surroundings, IntFunction<List<Resident>> residents) {
        this.options = new CommonOptions(surroundings);
        this.residents = residents;
    }

    @Override
    public Integer call() {
        Configuration read = options.read();
        if (subject.target != null) {
            ResidentsOutput found = new ResidentsOutput(residents.apply(subject.target));
            options.print(
                    spec, found::json, out -> found.print(out, "nothing of Sluice is in process " + subject.target));
            return 0;
        }
        ChainDescription chain = options.run(
                spec,
                read,
                (platform, control) ->
                        quick ? platform.glance(subject.set, control) : platform.describe(subject.set, control));
        options.print(spec, () -> json(chain), out -> print(chain, out));
        return 0;
    }

    private JsonObject json(ChainDescription chain) {
        JsonObject json = ShowJson.of(chain);
        json.addProperty("pages_checked", !quick);
        return json;
    }

    private void print(ChainDescription chain, PrintWriter out) {
        new ShowText(out, all).print(chain);
        if (quick) {
            out.println("the pages were not checked (--quick)");
        }
    }
}
