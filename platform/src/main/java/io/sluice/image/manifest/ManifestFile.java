package io.sluice.image.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.format.Unreadable;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The form of {@code manifest.json}: JSON in UTF-8 whose last member is the digest of the whole file, so that any changed
 * bit in it is found.
 */
public final class ManifestFile {
    /** The longest manifest that is read, in bytes: checksums of four TiB; with digests, of 400 GiB. */
    public static final int MOST_BYTES = 32 << 20;

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapterFactory(new OptionalAdapter())
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();
    private static final String FILE_OF = Manifest.FILE + " in ";
    private static final byte[] ZEROS = Manifest.NO_DIGEST.getBytes(UTF_8);
    private static final byte[] BEFORE = "\"digest\": \"".getBytes(UTF_8);
    private static final byte[] AFTER = "\"\n}\n".getBytes(UTF_8);

    private ManifestFile() {}

    /**
     * A manifest, and the file that says it.
     *
     * @param manifest with its digest
     * @param bytes the file, from position to limit
     */
    public record Encoded(Manifest manifest, ByteBuffer bytes) {}

    /** Makes the file, and with it the digest. */
    public static Encoded encode(Manifest manifest) {
        byte[] file = (GSON.toJson(manifest.withDigest(Manifest.NO_DIGEST)) + "\n").getBytes(UTF_8);
        int at = digestAt(file);
        if (at < 0) {
            throw new IllegalStateException("the digest is not the last member of the manifest");
        }
        String digest = digest(file);
        System.arraycopy(digest.getBytes(UTF_8), 0, file, at, ZEROS.length);
        return new Encoded(manifest.withDigest(digest), ByteBuffer.wrap(file));
    }

    /**
     * Reads the file; the digest is checked before anything else is believed.
     *
     * @param file which file of which set, for messages
     * @param bytes all of it; changed by this
     * @throws SluiceException when it is not, to the bit, what was written, or not a complete manifest
     */
    public static Manifest decode(String file, byte[] bytes) {
        Unreadable.requireChangedBack(file, bytes);
        int at = digestAt(bytes);
        if (at < 0) {
            throw Damage.of(file, "it does not end with its digest: it was cut or changed");
        }
        byte[] stored = Arrays.copyOfRange(bytes, at, at + ZEROS.length);
        System.arraycopy(ZEROS, 0, bytes, at, ZEROS.length);
        String digest = digest(bytes);
        if (!Arrays.equals(stored, digest.getBytes(UTF_8))) {
            throw Damage.of(file, "it is not what its digest says: it was changed");
        }
        return parse(file, bytes).withDigest(digest);
    }

    /**
     * Reads the manifest of a set.
     *
     * @return the manifest; empty when the set has no such file
     */
    public static Optional<Manifest> read(String set, SetReader reader) {
        String file = FILE_OF + set;
        try {
            Optional<Long> length = reader.length(Manifest.FILE);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(decode(file, bytes(file, reader, length.get())));
        } catch (IOException failed) {
            throw Unreadable.of(file, failed);
        }
    }

    /**
     * The file of a set as it is stored.
     *
     * @param manifest what was read of it before: it must be the same still
     */
    public static byte[] stored(String set, SetReader reader, Manifest manifest) {
        String file = FILE_OF + set;
        try {
            byte[] stored = bytes(file, reader, reader.length(Manifest.FILE).orElse(0L));
            if (!decode(file, stored.clone()).digest().equals(manifest.digest())) {
                throw Damage.of(file, "it was changed meanwhile");
            }
            return stored;
        } catch (IOException failed) {
            throw Unreadable.of(file, failed);
        }
    }

    private static byte[] bytes(String file, SetReader reader, long length) throws IOException {
        if (length > MOST_BYTES) {
            throw Damage.of(file, "it has " + length + " bytes; the most is " + MOST_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        reader.read(Manifest.FILE, 0, bytes);
        if (bytes.hasRemaining()) {
            throw Damage.of(file, "it ends at byte " + bytes.position() + " of " + length);
        }
        return bytes.array();
    }

    private static Manifest parse(String file, byte[] bytes) {
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            Manifest manifest = GSON.fromJson(text.toString(), Manifest.class);
            if (manifest == null) {
                throw Damage.of(file, "it is empty");
            }
            return manifest;
        } catch (CharacterCodingException | RuntimeException wrong) {
            // Gson wraps whatever a record's constructor throws, and throws several kinds of its own.
            throw Damage.of(file, "it is no manifest: " + reason(wrong), wrong);
        }
    }

    private static String reason(Exception wrong) {
        Throwable deepest = wrong;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }

    private static int digestAt(byte[] file) {
        int at = file.length - AFTER.length - ZEROS.length;
        boolean framed = at >= BEFORE.length
                && Arrays.equals(file, at - BEFORE.length, at, BEFORE, 0, BEFORE.length)
                && Arrays.equals(file, at + ZEROS.length, file.length, AFTER, 0, AFTER.length);
        return framed ? at : -1;
    }

    private static String digest(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
