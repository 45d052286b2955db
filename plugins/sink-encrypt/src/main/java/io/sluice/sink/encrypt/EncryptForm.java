package io.sluice.sink.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.sink.block.BlockForm;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Encrypted images: the line {@code sluice-sink encrypt 1}, which key it was (16), the random number of the set (16), the random
 * salt of the image (32), a proof of the image's key (32), and blocks by AES-256-GCM of 64 KiB each, with a tag of 16 bytes;
 * the last one may be shorter.
 *
 * <p>The key of an image, and its proof, are derived of the master key by HKDF with the image's salt, for this set's number and
 * this image's name. The nonce of a block is its number, and whether it is the last. So each nonce is used once with each key:
 * a salt is drawn for every image, and a block encrypted once. Line, key, number, salt and the image's name are associated with
 * every block.
 *
 * <p>So are found: another key, a changed byte, blocks that changed places or were cut off, an image under another name, one of
 * another set. What was stored without this sink is refused. A whole set in place of another one is found by what adds to it, or
 * by a signature.
 */
final class EncryptForm implements BlockForm {
    static final byte[] LINE = "sluice-sink encrypt 1\n".getBytes(US_ASCII);
    static final int BLOCK = 64 << 10;
    static final int TAG = AesGcm.TAG;
    static final int SET = 16;

    private final SecureRandom random = new SecureRandom();
    private final MasterKey key;
    private final AesGcm aes;

    EncryptForm(MasterKey key, AesGcm aes) {
        this.key = key;
        this.aes = aes;
    }

    @Override
    public int blockBytes() {
        return BLOCK;
    }

    @Override
    public int mostStoredBytes() {
        return BLOCK + TAG;
    }

    @Override
    public SetEncoding begin() throws IOException {
        byte[] master = key.bytes();
        // Now, and not when the tree stands still.
        aes.load();
        byte[] set = drawn(SET);
        return name -> new EncryptEncoding(ImageSecret.make(aes, master, name, set, drawn(ImageSecret.SALT)));
    }

    @Override
    public SetDecoding open() throws IOException {
        return new OneSet(key.bytes(), aes)::open;
    }

    private byte[] drawn(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
