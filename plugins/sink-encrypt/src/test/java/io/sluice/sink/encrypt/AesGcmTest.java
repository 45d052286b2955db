package io.sluice.sink.encrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[MasterKey.BYTES], "AES");

    private final List<String> notes = new ArrayList<>();

    private String providerOf(Callable<Provider> library) throws GeneralSecurityException {
        AesGcm aes = new AesGcm(library, notes::add);
        aes.cipher(Cipher.ENCRYPT_MODE, KEY, new byte[AesGcm.NONCE]);
        return aes.cipher(Cipher.DECRYPT_MODE, KEY, new byte[AesGcm.NONCE])
                .getProvider()
                .getName();
    }

    @Test
    void isTheLibrarysWhereItWorks() throws GeneralSecurityException {
        assertThat(providerOf(Conscrypt::newProvider)).isEqualTo("Conscrypt");
        assertThat(notes).isEmpty();
    }

    @Test
    void isJavasWhereTheLibraryDoesNotLoad() throws GeneralSecurityException {
        String provider = providerOf(() -> {
            throw new UnsatisfiedLinkError("no room to run in");
        });
        assertThat(provider).isEqualTo("SunJCE");
        assertThat(notes).singleElement().asString().contains("slow", "no room to run in");
    }

    /** As an unsigned one has none in a Java that asks for signatures. */
    @Test
    void isJavasWhereTheLibraryHasNone() throws GeneralSecurityException {
        assertThat(providerOf(() -> new Provider("empty", "1", "") {})).isEqualTo("SunJCE");
        assertThat(notes).hasSize(1);
    }
}
