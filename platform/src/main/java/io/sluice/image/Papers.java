package io.sluice.image;

import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.sign.SigningKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a new set has to show beside its pages.
 *
 * @param replaces the sets in whose place it may stand
 * @param key signs it; empty: it is not signed
 */
public record Papers(List<SetIdentity> replaces, Optional<SigningKey> key) {
    /** None. */
    public static final Papers NONE = new Papers(List.of(), Optional.empty());

    public Papers {
        replaces = List.copyOf(replaces);
        Objects.requireNonNull(key);
    }

    Optional<String> signer() {
        return key.map(known -> known.signer().text());
    }
}
