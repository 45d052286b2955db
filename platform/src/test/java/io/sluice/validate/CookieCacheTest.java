package io.sluice.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.FileRule;
import io.sluice.image.manifest.CookieEntry;
import io.sluice.kernel.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is found again, and what is damaged, foreign or lost counts as none. */
class CookieCacheTest {
    private static final FileStatus OLD = status(2, 5);
    private static final CookieKey KEY = key(1);
    private static final CookieEntry COOKIE = CookieEntry.of("size", 1, new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    private static FileStatus status(long inode, long changed) {
        return new FileStatus(1, inode, 0100644, 3, 4, changed, 0, 1, 0, 0, 0);
    }

    private static CookieKey key(long inode) {
        return CookieKey.of(
                status(inode, 5), new Methods(FileRule.forAll(), List.of(), ByteBuffer.allocate(Methods.DIGEST)));
    }

    private CookieCache open() {
        return CookieCache.open(Optional.of(folder.resolve("cache")));
    }

    private Path file() {
        return folder.resolve("cache").resolve(CookieCache.FILE);
    }

    private void fill(int count) {
        CookieCache cache = open();
        for (int i = 0; i < count; i++) {
            cache.put(key(i), OLD, CookieEntry.of("size", i, new byte[] {(byte) i}));
        }
        cache.save();
    }

    @Test
    void whatIsKeptIsFoundAgain() {
        CookieCache cache = open();
        cache.put(KEY, OLD, COOKIE);
        cache.save();
        assertThat(open().get(KEY)).hasValueSatisfying(cookie -> {
            assertThat(cookie.method()).isEqualTo("size");
            assertThat(cookie.content()).containsExactly(1, 2, 3);
        });
        assertThat(open().get(key(2))).isEmpty();
    }

    @Test
    void filesThatChangedJustNowAreNotKept() {
        long now = System.currentTimeMillis() * 1_000_000;
        CookieCache cache = open();
        cache.put(KEY, status(2, now), COOKIE);
        cache.save();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aDamagedFileIsNone() throws IOException {
        fill(4);
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(5);
        for (int at = 0; at < good.length; at++) {
            byte[] bytes = good.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), bytes);
            assertThat(wrong()).as("byte " + at).isZero();
            Files.write(file(), java.util.Arrays.copyOf(good, at));
            assertThat(wrong()).as("cut at " + at).isZero();
        }
    }

    /** How many cookies are other ones than were kept. */
    private long wrong() {
        CookieCache cache = open();
        return Stream.of(0, 1, 2, 3)
                .filter(i -> cache.get(key(i))
                        .filter(cookie -> cookie.version() != i || cookie.content()[0] != i)
                        .isPresent())
                .count();
    }

    @Test
    void whatOthersCanWriteIsNotBelieved() throws IOException {
        fill(1);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(open().get(key(0))).isEmpty();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThat(open().get(key(0))).isPresent();
        Path elsewhere = Files.move(file(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(file(), elsewhere);
        assertThat(open().get(key(0))).isEmpty();
    }

    @Test
    void twoWritersLeaveAWholeFile() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            Thread thread = new Thread(() -> {
                for (int turn = 0; turn < 50; turn++) {
                    fill(100);
                }
            });
            writers.add(thread);
            thread.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        CookieTable table = CookieTable.of(Files.readAllBytes(file()));
        assertThat(table.size()).isEqualTo(100);
        assertThat(table.find(key(99))).isNotNegative();
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNoFailure() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        fill(1);
        assertThat(Files.readString(folder.resolve("cache"))).isEqualTo("a file");
    }
}
