package io.sluice.file.verify;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * The validator {@code build-id}. Its cookie, in version 1, is the build-id itself, byte for byte. In version 2, which is made of
 * CRIU's own sets and not here, zeros may stand behind it, up to a multiple of four bytes.
 */
final class BuildIdValidator implements FileValidator {
    static final String NAME = "build-id";
    static final int VERSION = 1;
    private static final int PADDED = 2;
    private static final int WORD = Integer.BYTES;

    @Override
    public CookieResult cookie(ValidatedFile file) {
        try {
            return new CookieResult.Made(new Cookie(NAME, VERSION, buildId(file)));
        } catch (NoBuildIdException none) {
            return new CookieResult.None(none.getMessage());
        } catch (IOException failure) {
            return new CookieResult.None(Reasons.of(failure));
        }
    }

    @Override
    public Verdict compare(Cookie cookie, ValidatedFile file) {
        byte[] expected = cookie.bytes();
        boolean known = cookie.version() == VERSION || cookie.version() == PADDED;
        if (!known || expected.length == 0 || expected.length > NoteArea.LONGEST_ID) {
            return new Verdict.Unknown("its cookie is in no form that this validator knows");
        }
        try {
            byte[] found = buildId(file);
            return Arrays.equals(expected, cookie.version() == PADDED ? padded(found) : found)
                    ? new Verdict.Match()
                    : new Verdict.Mismatch("it has another build-id");
        } catch (NoBuildIdException none) {
            return new Verdict.Mismatch("it had a build-id, and now " + none.getMessage());
        } catch (IOException failure) {
            return new Verdict.Unknown(Reasons.of(failure));
        }
    }

    private static byte[] padded(byte[] buildId) {
        return Arrays.copyOf(buildId, (buildId.length + WORD - 1) / WORD * WORD);
    }

    private static byte[] buildId(ValidatedFile file) throws IOException {
        try (SeekableByteChannel channel = file.open()) {
            Lengths.requireUnchanged(file, channel);
            byte[] found = ElfFile.buildId(new ElfBytes(channel, file.size()));
            Lengths.requireUnchanged(file, channel);
            return found;
        }
    }
}
