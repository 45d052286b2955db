package io.sluice.cli;

import io.sluice.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** By which key a new set is signed. */
final class SignOption {
    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign the new set by this private key, in place of the configured one; see 'sluice key new'.")
    private Path key;

    /** The configuration with it, if it was given. */
    Configuration on(Configuration configuration) {
        return key == null ? configuration : configuration.withSign(key);
    }
}
