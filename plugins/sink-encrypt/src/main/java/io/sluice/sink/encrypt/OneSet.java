package io.sluice.sink.encrypt;

import io.sluice.sink.block.ImageDecoding;
import io.sluice.sink.block.StoredImage;
import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Opens the images of one set, which all have its number: that of the one that was opened first. Usable from any thread. */
final class OneSet {
    private final byte[] master;
    private final AesGcm aes;
    private byte[] set;

    OneSet(byte[] master, AesGcm aes) {
        this.master = master;
        this.aes = aes;
    }

    ImageDecoding open(String name, StoredImage stored) throws IOException {
        byte[] line = EncryptForm.LINE;
        if (stored.length() < line.length || !Arrays.equals(stored.read(0, line.length), line)) {
            throw stored.damaged("it is not encrypted, or not in a form that this sink knows, and so it is refused");
        }
        byte[] header = stored.read(0, ImageSecret.HEADER);
        int at = line.length;
        byte[] keyName = Arrays.copyOfRange(header, at, at += ImageSecret.KEY_NAME);
        byte[] number = Arrays.copyOfRange(header, at, at += EncryptForm.SET);
        byte[] salt = Arrays.copyOfRange(header, at, at + ImageSecret.SALT);
        if (!Arrays.equals(keyName, ImageSecret.nameOf(master))) {
            throw new SinkSettingsException(
                    "it was encrypted with another key",
                    "name that one at 'key' or 'key-command' of the sink 'encrypt'");
        }
        ImageSecret secret = ImageSecret.make(aes, master, name, number, salt);
        if (!MessageDigest.isEqual(header, secret.header())) {
            throw stored.damaged("its beginning was changed, or it is another image's");
        }
        requireSame(number, stored);
        return EncryptDecoding.open(secret, stored);
    }

    private synchronized void requireSame(byte[] number, StoredImage stored) throws IOException {
        if (set == null) {
            set = number;
        }
        if (!Arrays.equals(set, number)) {
            throw stored.damaged("it is an image of another set");
        }
    }
}
