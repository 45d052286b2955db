package io.sluice.image.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** The private key by which sets are signed, and the public one that tells who signed. Usable from any thread. */
public final class SigningKey {
    private static final byte[] PROBE = "sluice".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final PrivateKey key;
    private final Signer signer;

    private SigningKey(PrivateKey key, Signer signer) {
        this.key = key;
        this.signer = signer;
    }

    /**
     * Reads it from a file: Ed25519 as PKCS #8 (RFC 8410) in PEM form, without a passphrase.
     *
     * @throws io.sluice.failure.SluiceException {@code CONFIG} when that is not there
     */
    public static SigningKey read(Path file) {
        KeyFile stored = KeyFile.ofPrivate(file);
        try {
            PrivateKey key =
                    KeyFactory.getInstance(Signer.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(stored.read()));
            SigningKey read = new SigningKey(key, publicOf((EdECPrivateKey) key));
            if (!read.signer.signed(PROBE, read.sign(PROBE))) {
                throw stored.unfit("it does not fit its own public key", null);
            }
            return read;
        } catch (GeneralSecurityException wrong) {
            throw stored.unfit("it is no Ed25519 key without a passphrase", wrong);
        }
    }

    /**
     * Makes a key: {@code file} gets the private one, to be read by its owner alone, and {@code file.pub} the public one.
     *
     * @return who signs by it
     * @throws io.sluice.failure.SluiceException {@code USAGE} when one of both is there already, {@code STORAGE}
     */
    public static Signer create(Path file) {
        try {
            KeyPair made = KeyPairGenerator.getInstance(Signer.ALGORITHM).generateKeyPair();
            Signer signer = new Signer(made.getPublic());
            KeyFile.ofPublic(Path.of(file + ".pub")).write(made.getPublic().getEncoded(), "rw-r--r--");
            KeyFile.ofPrivate(file).write(made.getPrivate().getEncoded(), "rw-------");
            return signer;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", impossible);
        }
    }

    /** Who signs by it. */
    public Signer signer() {
        return signer;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(Signer.ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that signed before signs no more", impossible);
        }
    }

    /** A private key is what the generator drew; given the same again it makes the public key that belongs to it. */
    private static Signer publicOf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] drawn = key.getBytes().orElseThrow(() -> new GeneralSecurityException("the key is hidden"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance(Signer.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Drawn(drawn));
        return new Signer(generator.generateKeyPair().getPublic());
    }

    /** Gives what was drawn before. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Drawn(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(Arrays.copyOf(bytes, into.length), 0, into, 0, into.length);
        }
    }
}
