package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.image.verify.VerifyReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice verify}: whether a set, and all that it adds to, is what was written. */
@Command(
        name = "verify",
        description =
                "Checks every byte of a set, and of all that it adds to, against the manifests; of sets that CRIU made,"
                        + " their structure.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private LogOptions log;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration read = configuration.read(surroundings);
        log.begin(read, Path.of(""));
        VerifyReport report = run(read);
        json.print(spec, () -> VerifyJson.of(report), out -> VerifyText.print(report, out));
        return report.sound() ? 0 : ErrorCode.SET_DAMAGED.exitStatus();
    }

    private VerifyReport run(Configuration read) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            return platform.verify(set, surroundings.control(Optional.empty(), watch));
        }
    }
}
