package io.sluice.sink.encrypt;

import java.security.NoSuchProviderException;
import org.conscrypt.Conscrypt;

/** AES for tests, by either of its makers. */
final class Aes {
    private Aes() {}

    /** It must work here. */
    static AesGcm ofLibrary() {
        return new AesGcm(Conscrypt::newProvider, note -> {
            throw new AssertionError(note);
        });
    }

    static AesGcm ofJava() {
        return new AesGcm(
                () -> {
                    throw new NoSuchProviderException("none, for this test");
                },
                note -> {});
    }
}
