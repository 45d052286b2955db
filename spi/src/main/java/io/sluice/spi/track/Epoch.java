package io.sluice.spi.track;

import java.util.Objects;

/**
 * The token of one round of tracking, never used twice.
 *
 * @param token printable, without spaces
 */
public record Epoch(String token) {
    public Epoch {
        Objects.requireNonNull(token);
    }

    @Override
    public String toString() {
        return token;
    }
}
