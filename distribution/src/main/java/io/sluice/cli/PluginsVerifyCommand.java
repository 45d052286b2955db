package io.sluice.cli;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.plugin.PluginVerification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice plugins verify}: what is wrong with a plugin. */
@Command(
        name = "verify",
        description =
                "Says what is wrong with a plugin, without running any of its code, and by which SHA-256 to pin it.")
final class PluginsVerifyCommand implements Callable<Integer> {
    private final Function<Path, PluginVerification> verify;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "ARCHIVE", description = "A plugin's zip, or the folder that it was unpacked into.")
    private Path archive;

    PluginsVerifyCommand(Function<Path, PluginVerification> verify) {
        this.verify = verify;
    }

    @Override
    public Integer call() {
        PluginVerification found = verify.apply(archive);
        json.print(spec, () -> PluginsJson.of(found), out -> PluginsText.print(found, out));
        if (!found.fit()) {
            throw new SluiceException(
                    ErrorCode.PLUGIN, archive + " is not fit to be a plugin", "correct what is said of it");
        }
        return 0;
    }
}
