package io.sluice.image.punch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.BlockDigests;
import io.sluice.image.format.Damage;
import io.sluice.image.format.Unreadable;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.OptionalAdapter;
import io.sluice.image.sign.LogSignature;
import io.sluice.image.sign.SigningKey;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The log beside a manifest of what the set has given away: {@code punched.log}. It only grows, and what it says is on the
 * device before anything is punched.
 *
 * <p>One line an entry: JSON, a space, the SHA-256 over the digest of the line before (of the manifest, before the first) and the
 * JSON, a space, the signature of the digest or a hyphen. So a line that is changed, gone, out of order or of another set is
 * found; one that is cut off at the end leaves blocks that are not what the log says. A last line that never got its end was never
 * followed by a punch, and counts for nothing.
 */
public final class PunchLog {
    /** The name of the file. */
    public static final String FILE = "punched.log";

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapterFactory(new OptionalAdapter())
            .disableHtmlEscaping()
            .create();
    private static final String BEGINNING = "{\"to\":[";
    private static final String NOT_SIGNED = "-";

    private PunchLog() {}

    /** Takes entries, with the lines that say them. */
    interface Lines {
        void take(PunchEntry entry, byte[] line) throws IOException;
    }

    /** Takes lines. */
    public interface RawLines {
        void take(ByteBuffer line) throws IOException;
    }

    /**
     * Reads the log of a set.
     *
     * @throws SluiceException {@code SET_DAMAGED} when it is not what was written, or not signed as the set is
     */
    public static Punched read(String set, SetReader reader, Manifest manifest) {
        Punched.Gathering gathering = new Punched.Gathering(
                manifest.images(), manifest.host().pageSize(), manifest.signer().isPresent());
        LogEnd end = scan(set, reader, manifest, (entry, line) -> gathering.add(entry));
        return gathering.finish(end);
    }

    /** Gives the whole lines of the log, each checked, as they are stored. What {@code lines} throws is passed on. */
    public static void copy(String set, SetReader reader, Manifest manifest, RawLines lines) {
        scan(set, reader, manifest, (entry, line) -> lines.take(ByteBuffer.wrap(line)));
    }

    /**
     * Whether a page that was given away and is not zeros is what it was: it was not punched yet. Looks through the log, for
     * that is rare.
     */
    public static boolean had(
            String set, SetReader reader, Manifest manifest, String image, int block, int page, ByteBuffer bytes) {
        boolean[] found = new boolean[1];
        scan(set, reader, manifest, (entry, line) -> {
            if (entry.image().equals(image)) {
                found[0] |= entry.blocks().stream().anyMatch(one -> one.block() == block && one.had(page, bytes));
            }
        });
        return found[0];
    }

    /** The line of an entry. */
    static byte[] line(LogEnd end, PunchEntry entry, Optional<SigningKey> key) {
        String json = GSON.toJson(entry);
        String digest = digest(end.digest(), json);
        String signature =
                key.map(signing -> LogSignature.sign(digest, signing)).orElse(NOT_SIGNED);
        return (json + " " + digest + " " + signature + "\n").getBytes(US_ASCII);
    }

    /** The end of the log when that line is there. */
    static LogEnd after(LogEnd end, byte[] line) {
        long whole = end.whole() + line.length;
        return new LogEnd(whole, whole, new String(line, US_ASCII).split(" ", 3)[1]);
    }

    private static LogEnd scan(String set, SetReader reader, Manifest manifest, Lines lines) {
        String label = FILE + " in " + set;
        try {
            long length = reader.length(FILE).orElse(0L);
            LogEnd end = new LogEnd(length, 0, manifest.digest());
            LineReader reading = new LineReader(label, reader, length);
            for (Optional<byte[]> line = reading.next(); line.isPresent(); line = reading.next()) {
                PunchEntry entry = parse(label, line.get(), end, manifest);
                take(label, lines, entry, line.get());
                end = new LogEnd(
                        length,
                        end.whole() + line.get().length,
                        after(end, line.get()).digest());
            }
            requireTorn(label, reading.rest());
            return end;
        } catch (IOException failed) {
            throw Unreadable.of(label, failed);
        }
    }

    private static void take(String label, Lines lines, PunchEntry entry, byte[] line) throws IOException {
        try {
            lines.take(entry, line);
        } catch (IllegalArgumentException wrong) {
            throw Damage.of(label, "an entry is wrong: " + wrong.getMessage(), wrong);
        }
    }

    private static PunchEntry parse(String label, byte[] line, LogEnd end, Manifest manifest) {
        String[] parts = new String(line, 0, line.length - 1, US_ASCII).split(" ", -1);
        if (parts.length != 3 || !parts[1].equals(digest(end.digest(), parts[0]))) {
            throw Damage.of(label, "the entry at byte " + end.whole() + " is not what was written");
        }
        boolean right = manifest.signer()
                .map(signer -> LogSignature.isSigned(parts[1], parts[2], signer))
                .orElse(parts[2].equals(NOT_SIGNED));
        if (!right) {
            throw Damage.of(label, "the entry at byte " + end.whole() + " is not signed as the set is");
        }
        try {
            return GSON.fromJson(parts[0], PunchEntry.class);
        } catch (RuntimeException wrong) {
            // Gson wraps whatever a record's constructor throws, and throws several kinds of its own.
            throw Damage.of(label, "the entry at byte " + end.whole() + " is none", wrong);
        }
    }

    /** A writer that died leaves the beginning of a line, and nothing else. */
    private static void requireTorn(String label, byte[] rest) {
        String text = new String(rest, US_ASCII);
        boolean printable = text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
        if (!printable || (!text.startsWith(BEGINNING) && !BEGINNING.startsWith(text))) {
            throw Damage.of(label, "behind the last entry is something else");
        }
    }

    private static String digest(String before, String json) {
        return BlockDigests.of(ByteBuffer.wrap((before + "\n" + json).getBytes(US_ASCII)));
    }
}
