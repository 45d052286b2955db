package io.sluice.file.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes count, and how much is read. */
class ChecksumValidatorTest {
    private static final long MOST = 1L << 30;

    @TempDir
    private Path folder;

    private Path file(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Files.write(folder.resolve("file"), bytes);
    }

    private static Cookie cookie(ChecksumValidator validator, Path file) throws IOException {
        CookieResult result = validator.cookie(FileOnDisk.of(file));
        assertThat(result).isInstanceOf(CookieResult.Made.class);
        return ((CookieResult.Made) result).cookie();
    }

    private static Sums sums(Path file, Extent extent) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CRC32C sum = new CRC32C();
        for (long at = 0; at < extent.end(bytes.length); at += extent.step()) {
            sum.update(bytes[(int) at]);
        }
        return new Sums((int) sum.getValue(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "WHOLE,0",
        "FIRST,1",
        "FIRST,1000",
        "FIRST,1048576",
        "EVERY,1",
        "EVERY,7",
        "EVERY,4096",
        "EVERY,4097",
        "EVERY,300000",
        "EVERY,9223372036854775807"
    })
    void theBytesOfEachCoverage(Coverage coverage, long number) throws IOException {
        Extent extent = new Extent(coverage, number);
        for (int length : new int[] {0, 1, 999, 262_144, 800_001}) {
            Path file = file(length);
            Cookie cookie = cookie(new ChecksumValidator(extent, MOST, false), file);
            assertThat(ChecksumForm.parse(1, cookie.bytes()))
                    .hasValue(new ChecksumForm(extent, length, sums(file, extent)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1000, 70_000})
    void aChangedByteIsFoundWhereItCounts(int at) throws IOException {
        Path file = file(70_001);
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 1000), MOST, false);
        ChecksumValidator every = new ChecksumValidator(new Extent(Coverage.EVERY, 1000), MOST, false);
        Cookie firstCookie = cookie(first, file);
        Cookie everyCookie = cookie(every, file);
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(at);
            int held = changed.read();
            changed.seek(at);
            changed.write(held ^ 0x10);
        }
        assertThat(first.compare(firstCookie, FileOnDisk.of(file)) instanceof Verdict.Match)
                .isEqualTo(at >= 1000);
        // By what the cookie says, whatever is configured.
        assertThat(first.compare(everyCookie, FileOnDisk.of(file)) instanceof Verdict.Match)
                .isEqualTo(at % 1000 != 0);
    }

    @Test
    void aHugeSparseFile() throws IOException {
        Path file = Files.createFile(folder.resolve("sparse"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 42);
        }
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 1 << 20), MOST, false);
        assertThat(first.compare(cookie(first, file), FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        ChecksumValidator far = new ChecksumValidator(new Extent(Coverage.EVERY, 1L << 30), MOST, false);
        assertThat(far.compare(cookie(far, file), FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        for (Extent extent : new Extent[] {new Extent(Coverage.WHOLE, 0), new Extent(Coverage.EVERY, 1 << 16)}) {
            ChecksumValidator all = new ChecksumValidator(extent, MOST, false);
            assertThat(all.cookie(FileOnDisk.of(file))).isInstanceOf(CookieResult.None.class);
            Cookie hostile = new Cookie(
                    "checksum", 1, new ChecksumForm(extent, 1L << 42, new Sums(0, Optional.empty())).bytes());
            assertThat(first.compare(hostile, FileOnDisk.of(file))).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void aFileThatGrewOrShrankSinceItWasLent() throws IOException {
        Path file = file(5000);
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 100), MOST, false);
        FileOnDisk lent = FileOnDisk.of(file);
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        assertThat(first.cookie(lent)).isInstanceOf(CookieResult.None.class);
        Files.write(file, new byte[50]);
        assertThat(first.cookie(lent)).isInstanceOf(CookieResult.None.class);
    }

    @Test
    void cookiesThatNobodyMade() {
        byte[] good = new ChecksumForm(new Extent(Coverage.EVERY, 8), 10, new Sums(3, Optional.empty())).bytes();
        assertThat(ChecksumForm.parse(1, good)).isPresent();
        assertThat(ChecksumForm.parse(
                        1, ByteBuffer.wrap(good.clone()).putLong(1, 0).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        1, ByteBuffer.wrap(good.clone()).putLong(1, -1).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        1, ByteBuffer.wrap(good.clone()).putLong(9, -1).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        1, ByteBuffer.wrap(good.clone()).put(0, (byte) 3).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        1, ByteBuffer.wrap(good.clone()).put(0, (byte) 0).array()))
                .isEmpty();
    }

    /** No change of a byte gets past the CRC alone: so one of the digest itself is made. */
    @ParameterizedTest
    @CsvSource({"WHOLE,0", "FIRST,1000", "EVERY,7", "EVERY,5000"})
    void aDigestIsMadeOfTheSameBytesAndCompared(Coverage coverage, long number) throws Exception {
        Extent extent = new Extent(coverage, number);
        Path file = file(70_001);
        Cookie cookie = cookie(new ChecksumValidator(extent, MOST, true), file);
        assertThat(cookie.version()).isEqualTo(2);
        byte[] bytes = Files.readAllBytes(file);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long at = 0; at < extent.end(bytes.length); at += extent.step()) {
            digest.update(bytes[(int) at]);
        }
        byte[] made = cookie.bytes();
        assertThat(Arrays.copyOfRange(made, made.length - 32, made.length)).isEqualTo(digest.digest());
        ChecksumValidator without = new ChecksumValidator(extent, MOST, false);
        assertThat(Arrays.copyOf(made, made.length - 32))
                .isEqualTo(cookie(without, file).bytes());
        assertThat(without.compare(cookie, FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        made[made.length - 1] ^= 1;
        assertThat(without.compare(new Cookie("checksum", 2, made), FileOnDisk.of(file)))
                .isInstanceOf(Verdict.Mismatch.class);
        assertThat(without.compare(new Cookie("checksum", 1, made), FileOnDisk.of(file)))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void theSizesForm() throws IOException {
        Path file = file(10);
        SizeValidator all = new SizeValidator(true, true);
        Cookie cookie = ((CookieResult.Made) all.cookie(FileOnDisk.of(file))).cookie();
        assertThat(cookie.bytes()).hasSize(21);
        assertThat(all.compare(cookie, FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        FileOnDisk lent = FileOnDisk.of(file);
        assertThat(all.compare(cookie, new FileOnDisk(file, 10, lent.mode() ^ 1, lent.modified())))
                .isInstanceOf(Verdict.Mismatch.class);
        assertThat(all.compare(cookie, new FileOnDisk(file, 10, lent.mode(), lent.modified() + 1)))
                .isInstanceOf(Verdict.Mismatch.class);
    }
}
