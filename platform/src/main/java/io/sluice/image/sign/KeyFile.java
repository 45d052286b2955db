package io.sluice.image.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/**
 * A key in a file: base64 between two lines that say what it is (RFC 7468).
 *
 * @param path the file
 * @param label what those lines say it is
 */
record KeyFile(Path path, String label) {
    private static final int MOST_BYTES = 16 << 10;
    private static final int LINE = 64;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    static KeyFile ofPrivate(Path path) {
        return new KeyFile(path, PRIVATE);
    }

    static KeyFile ofPublic(Path path) {
        return new KeyFile(path, PUBLIC);
    }

    /** The key in its DER form. */
    byte[] read() {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw unfit("it is too long for a key", null);
            }
            return decode(Files.readString(path, US_ASCII));
        } catch (IOException failed) {
            throw unfit("it cannot be read: " + failed.getMessage(), failed);
        }
    }

    private byte[] decode(String text) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw unfit("it has no line '" + begin + "'", null);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException wrong) {
            throw unfit("it is not base64", wrong);
        }
    }

    /** Writes a new file; one that is there already is left as it is. */
    void write(byte[] key, String permissions) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        String text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
            channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
            channel.force(true);
        } catch (FileAlreadyExistsException taken) {
            throw new SluiceException(ErrorCode.USAGE, path + " is there already", "give another name", taken);
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "cannot write the key " + path + ": " + failed.getMessage(),
                    "see that there is room and that it may be written",
                    failed);
        }
    }

    SluiceException unfit(String reason, Exception cause) {
        return new SluiceException(
                ErrorCode.CONFIG,
                "the key " + path + " cannot be used: " + reason,
                "name an Ed25519 key in PEM form, as 'sluice key new' and openssl make them",
                cause);
    }
}
