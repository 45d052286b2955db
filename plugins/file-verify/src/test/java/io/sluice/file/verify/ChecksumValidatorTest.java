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

    private static int sum(Path file, Extent extent) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CRC32C sum = new CRC32C();
        for (long at = 0; at < extent.end(bytes.length); at += extent.step()) {
            sum.update(bytes[(int) at]);
        }
        return (int) sum.getValue();
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
            Cookie cookie = cookie(new ChecksumValidator(extent, MOST), file);
            assertThat(ChecksumForm.parse(cookie.bytes()))
                    .hasValue(new ChecksumForm(extent, length, sum(file, extent)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1000, 70_000})
    void aChangedByteIsFoundWhereItCounts(int at) throws IOException {
        Path file = file(70_001);
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 1000), MOST);
        ChecksumValidator every = new ChecksumValidator(new Extent(Coverage.EVERY, 1000), MOST);
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
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 1 << 20), MOST);
        assertThat(first.compare(cookie(first, file), FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        ChecksumValidator far = new ChecksumValidator(new Extent(Coverage.EVERY, 1L << 30), MOST);
        assertThat(far.compare(cookie(far, file), FileOnDisk.of(file))).isEqualTo(new Verdict.Match());
        for (Extent extent : new Extent[] {new Extent(Coverage.WHOLE, 0), new Extent(Coverage.EVERY, 1 << 16)}) {
            ChecksumValidator all = new ChecksumValidator(extent, MOST);
            assertThat(all.cookie(FileOnDisk.of(file))).isInstanceOf(CookieResult.None.class);
            Cookie hostile = new Cookie("checksum", 1, new ChecksumForm(extent, 1L << 42, 0).bytes());
            assertThat(first.compare(hostile, FileOnDisk.of(file))).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Test
    void aFileThatGrewOrShrankSinceItWasLent() throws IOException {
        Path file = file(5000);
        ChecksumValidator first = new ChecksumValidator(new Extent(Coverage.FIRST, 100), MOST);
        FileOnDisk lent = FileOnDisk.of(file);
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        assertThat(first.cookie(lent)).isInstanceOf(CookieResult.None.class);
        Files.write(file, new byte[50]);
        assertThat(first.cookie(lent)).isInstanceOf(CookieResult.None.class);
    }

    @Test
    void cookiesThatNobodyMade() {
        byte[] good = new ChecksumForm(new Extent(Coverage.EVERY, 8), 10, 3).bytes();
        assertThat(ChecksumForm.parse(good)).isPresent();
        assertThat(ChecksumForm.parse(
                        ByteBuffer.wrap(good.clone()).putLong(1, 0).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        ByteBuffer.wrap(good.clone()).putLong(1, -1).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        ByteBuffer.wrap(good.clone()).putLong(9, -1).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        ByteBuffer.wrap(good.clone()).put(0, (byte) 3).array()))
                .isEmpty();
        assertThat(ChecksumForm.parse(
                        ByteBuffer.wrap(good.clone()).put(0, (byte) 0).array()))
                .isEmpty();
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
