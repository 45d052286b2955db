package io.sluice.cli;

import io.sluice.resident.Resident;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice release}: takes what stayed in a target out of it. */
@Command(
        name = "release",
        description =
                "Takes out of a running process tree all that Sluice left in it: tracking that was asked to stay, and what"
                        + " a Sluice that was killed left behind. Does nothing where nothing is left.")
final class ReleaseCommand implements Callable<Integer> {
    private final IntFunction<List<Resident>> release;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "PID", description = "The root of the process tree.")
    private int pid;

    /** @param release takes everything out of a tree, and answers what that was */
    ReleaseCommand(Surroundings surroundings, IntFunction<List<Resident>> release) {
        this.options = new CommonOptions(surroundings);
        this.release = release;
    }

    @Override
    public Integer call() {
        options.read();
        ResidentsOutput taken = new ResidentsOutput(release.apply(pid));
        options.print(spec, taken::json, out -> taken.print(out, "process " + pid + ": nothing of Sluice was in it"));
        return 0;
    }
}
