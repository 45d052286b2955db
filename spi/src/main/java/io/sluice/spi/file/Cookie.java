package io.sluice.spi.file;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a validator remembers of a file.
 *
 * @param validator the name of the validator's factory
 * @param version the version of the bytes' form
 * @param bytes the validator's own; copied
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Cookie(String validator, int version, byte[] bytes) {
    public Cookie {
        Objects.requireNonNull(validator);
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cookie that
                && validator.equals(that.validator)
                && version == that.version
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(validator, version, Arrays.hashCode(bytes));
    }
}
