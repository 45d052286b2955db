package io.sluice.image.sign;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose signature new sets get, and whose those must have that are read.
 *
 * @param key signs new sets; empty: they are not signed
 * @param demanded who must have signed
 */
public record Signing(Optional<SigningKey> key, Signers demanded) {
    /** No signatures are made, nor asked for. */
    public static final Signing NONE = new Signing(Optional.empty(), Signers.ANY);

    public Signing {
        Objects.requireNonNull(key);
        Objects.requireNonNull(demanded);
    }

    /**
     * Reads the keys.
     *
     * @throws SluiceException {@code CONFIG} when a file holds none
     */
    public static Signing read(Optional<Path> key, List<Path> signers) {
        return new Signing(key.map(SigningKey::read), Signers.read(signers));
    }

    /** Refuses to make sets that could not be read again here. */
    public void requireReadable() {
        boolean readable =
                key.map(known -> demanded.accept(known.signer().text())).orElse(!demanded.demand());
        if (!readable) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "the new set would not be signed by any key of 'signed-by' of config.yaml",
                    "give the private key of one of them (--sign, or 'sign' of config.yaml)");
        }
    }
}
