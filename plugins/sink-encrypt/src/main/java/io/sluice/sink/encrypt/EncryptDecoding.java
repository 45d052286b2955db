package io.sluice.sink.encrypt;

import io.sluice.sink.block.ImageDecoding;
import io.sluice.sink.block.StoredImage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** One encrypted image. */
final class EncryptDecoding implements ImageDecoding {
    private static final int FULL = EncryptForm.BLOCK + EncryptForm.TAG;

    private final ImageSecret secret;
    private final StoredImage stored;
    private final long blocks;

    private EncryptDecoding(ImageSecret secret, StoredImage stored) {
        this.secret = secret;
        this.stored = stored;
        this.blocks = Math.max(1, (stored.length() - ImageSecret.HEADER + FULL - 1) / FULL);
    }

    /** Its last block is read first: it alone says that the image ends there, and so how long it is. */
    static EncryptDecoding open(ImageSecret secret, StoredImage stored) throws IOException {
        EncryptDecoding image = new EncryptDecoding(secret, stored);
        image.decode(image.blocks - 1);
        return image;
    }

    @Override
    public long length() {
        return stored.length() - ImageSecret.HEADER - blocks * EncryptForm.TAG;
    }

    @Override
    public int blockBytes() {
        return EncryptForm.BLOCK;
    }

    @Override
    public byte[] decode(long index) throws IOException {
        long start = ImageSecret.HEADER + index * FULL;
        int held = (int) Math.min(FULL, stored.length() - start);
        if (held < EncryptForm.TAG) {
            throw wrong(index, null);
        }
        byte[] plain = new byte[held - EncryptForm.TAG];
        try {
            secret.run(Cipher.DECRYPT_MODE, index, index == blocks - 1, stored.read(start, held), held, plain);
            return plain;
        } catch (GeneralSecurityException changed) {
            throw wrong(index, changed);
        }
    }

    private IOException wrong(long index, Exception cause) {
        IOException wrong = stored.damaged("its encrypted block " + index + " of " + blocks
                + " is not what was written, or the image was cut off");
        if (cause != null) {
            wrong.initCause(cause);
        }
        return wrong;
    }
}
