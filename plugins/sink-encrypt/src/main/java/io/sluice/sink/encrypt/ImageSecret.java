package io.sluice.sink.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** What one image is encrypted by: see {@link EncryptForm}. Usable from any thread. */
final class ImageSecret {
    static final int KEY_NAME = 16;
    static final int SALT = 32;
    static final int PROOF = 32;
    static final int HEADER = EncryptForm.LINE.length + KEY_NAME + EncryptForm.SET + SALT + PROOF;

    private static final byte[] NAMING = "sluice-sink encrypt: which key".getBytes(US_ASCII);

    private final AesGcm aes;
    private final SecretKeySpec key;
    private final byte[] header;
    private final byte[] associated;

    private ImageSecret(AesGcm aes, SecretKeySpec key, byte[] header, byte[] associated) {
        this.aes = aes;
        this.key = key;
        this.header = header;
        this.associated = associated;
    }

    static ImageSecret make(AesGcm aes, byte[] master, String image, byte[] set, byte[] salt) {
        byte[] name = image.getBytes(UTF_8);
        byte[] before = join(EncryptForm.LINE, nameOf(master), set, salt);
        byte[] associated = join(before, name);
        int bytes = MasterKey.BYTES;
        byte[] derived = Derivation.derive(master, salt, associated, bytes + PROOF);
        byte[] proof = Arrays.copyOfRange(derived, bytes, bytes + PROOF);
        return new ImageSecret(aes, new SecretKeySpec(derived, 0, bytes, "AES"), join(before, proof), associated);
    }

    /** By this a key is told from another one. */
    static byte[] nameOf(byte[] master) {
        return Derivation.derive(master, NAMING, new byte[0], KEY_NAME);
    }

    byte[] header() {
        return header.clone();
    }

    /** Encrypts, or decrypts, one block; answers how many bytes came out. */
    int run(int mode, long index, boolean last, byte[] from, int length, byte[] into) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(AesGcm.NONCE)
                .putLong(index)
                .putInt(last ? 1 : 0)
                .array();
        Cipher cipher = aes.cipher(mode, key, nonce);
        cipher.updateAAD(associated);
        return cipher.doFinal(from, 0, length, into, 0);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
