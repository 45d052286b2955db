package io.sluice.image.sign;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By whom sets must be signed that are read.
 *
 * @param texts their keys' {@link Signer#text}; empty: unsigned sets are read too
 */
public record Signers(Set<String> texts) {
    /** Nobody need have signed. */
    public static final Signers ANY = new Signers(Set.of());

    public Signers {
        texts = Set.copyOf(texts);
    }

    /**
     * Those of these files.
     *
     * @throws io.sluice.failure.SluiceException {@code CONFIG} when one holds no key
     */
    public static Signers read(List<Path> files) {
        return new Signers(files.stream().map(file -> Signer.read(file).text()).collect(Collectors.toSet()));
    }

    /** Whether unsigned sets are refused. */
    public boolean demand() {
        return !texts.isEmpty();
    }

    boolean accept(String text) {
        return texts.isEmpty() || texts.contains(text);
    }
}
