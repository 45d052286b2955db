package io.sluice.image.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Who signs: a public key.
 *
 * @param key an Ed25519 key
 */
public record Signer(PublicKey key) {
    static final String ALGORITHM = "Ed25519";

    /**
     * Reads it from a file: as SubjectPublicKeyInfo (RFC 8410) in PEM form.
     *
     * @throws io.sluice.failure.SluiceException {@code CONFIG} when that is not there
     */
    public static Signer read(Path file) {
        KeyFile stored = KeyFile.ofPublic(file);
        try {
            return of(stored.read());
        } catch (GeneralSecurityException wrong) {
            throw stored.unfit("it is no Ed25519 key", wrong);
        }
    }

    /** The one of that {@link #text}. */
    static Signer of(String text) throws GeneralSecurityException {
        try {
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException wrong) {
            throw new GeneralSecurityException("not base64", wrong);
        }
    }

    private static Signer of(byte[] form) throws GeneralSecurityException {
        return new Signer(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(form)));
    }

    /** The key in its DER form, in base64: one line, as between the lines of its file. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException noSignature) {
            return false;
        }
    }
}
