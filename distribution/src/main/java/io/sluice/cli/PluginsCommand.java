package io.sluice.cli;

import io.sluice.plugin.PluginReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice plugins}: what there is, and what of it works here. */
@Command(
        name = "plugins",
        synopsisSubcommandLabel = "[COMMAND]",
        description =
                "Lists the plugins: kind, name, version, where from, whether each works on this kernel and with these"
                        + " rights, and why not.")
final class PluginsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    PluginsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        List<PluginReport> reports = surroundings.platforms().plugins(options.read());
        options.print(spec, () -> PluginsJson.of(reports), out -> PluginsText.print(reports, out));
        return 0;
    }
}
