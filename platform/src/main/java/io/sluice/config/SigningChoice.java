package io.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose signature sets get, and must have.
 *
 * @param key the file of the private key that signs new sets
 * @param signers the files of the public keys of whom one must have signed a set that is read; empty: nobody need have
 */
public record SigningChoice(Optional<Path> key, List<Path> signers) {
    /** No signatures. */
    public static final SigningChoice NONE = new SigningChoice(Optional.empty(), List.of());

    public SigningChoice {
        Objects.requireNonNull(key);
        signers = List.copyOf(signers);
    }
}
