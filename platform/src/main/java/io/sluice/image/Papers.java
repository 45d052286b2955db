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
 * @param given the sets that have pages which it lacks
 * @param key signs it; empty: it is not signed
 */
public record Papers(List<SetIdentity> replaces, List<SetIdentity> given, Optional<SigningKey> key) {
    /** None. */
    public static final Papers NONE = new Papers(List.of(), List.of(), Optional.empty());

    public Papers {
        replaces = List.copyOf(replaces);
        given = List.copyOf(given);
        Objects.requireNonNull(key);
    }

    /** Of a set that stands in nobody's place. */
    public static Papers signedBy(Optional<SigningKey> key) {
        return new Papers(List.of(), List.of(), key);
    }

    Optional<String> signer() {
        return key.map(known -> known.signer().text());
    }
}
