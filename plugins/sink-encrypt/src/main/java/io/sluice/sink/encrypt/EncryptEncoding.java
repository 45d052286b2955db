package io.sluice.sink.encrypt;

import io.sluice.sink.block.BlockLengths;
import io.sluice.sink.block.ImageEncoding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * One image that is encrypted.
 *
 * @param secret its own, and nobody else's: a second image by it would use nonces twice
 */
record EncryptEncoding(ImageSecret secret) implements ImageEncoding {
    @Override
    public byte[] header() {
        return secret.header();
    }

    @Override
    public int encode(long index, boolean last, byte[] plain, int length, byte[] stored) throws IOException {
        try {
            return secret.run(Cipher.ENCRYPT_MODE, index, last, plain, length, stored);
        } catch (GeneralSecurityException failed) {
            throw new IOException("encrypt: " + failed.getMessage(), failed);
        }
    }

    @Override
    public byte[] trailer(BlockLengths lengths, long plainLength) {
        return new byte[0];
    }
}
