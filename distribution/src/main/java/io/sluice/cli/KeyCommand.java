package io.sluice.cli;

import io.sluice.image.sign.SigningKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice key}: keys that sign image sets. */
@Command(name = "key", description = "Makes keys that sign image sets.")
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: new");
    }

    @Command(
            name = "new",
            description =
                    "Makes an Ed25519 key: FILE gets the private one, for its owner alone, and FILE.pub the public one.")
    void make(@Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path file) {
        SigningKey.create(file);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s signs: --sign %s, or 'sign: %s' in config.yaml%n", file, file, file);
        out.printf("%s.pub tells who signed: 'signed-by: [%s.pub]' in config.yaml%n", file, file);
        out.flush();
    }
}
