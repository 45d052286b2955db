package io.sluice.image.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;

/** The signature of what is added to a signed set later, one line at a time: a digest that stands for all lines before too. */
public final class LogSignature {
    private LogSignature() {}

    /** Signs; in base64. */
    public static String sign(String digest, SigningKey key) {
        return Base64.getEncoder().encodeToString(key.sign(message(digest)));
    }

    /**
     * Whether it is the signature.
     *
     * @param signer whose: the {@link Signer#text} of the key
     */
    public static boolean isSigned(String digest, String signature, String signer) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            // Base64 has several texts for the same bytes.
            boolean same = Base64.getEncoder().encodeToString(bytes).equals(signature);
            return same && Signer.of(signer).signed(message(digest), bytes);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private static byte[] message(String digest) {
        return ("sluice punched 1\n" + digest + "\n").getBytes(US_ASCII);
    }
}
