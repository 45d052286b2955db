package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Region;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tracking with hashes behind it: what is written with the bytes that it had is not stored, whatever was used before. */
class CombinedIT {
    private static final int MEBIBYTES = 64;
    private static final int PAGES = MEBIBYTES * 256;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Keeper keeper = targets.keeper(KeeperPlan.plain(MEBIBYTES));
    private final Rounds rounds =
            new Rounds(targets.folder().resolve("chain"), keeper.target(), Way.TRACKED_AND_HASHED);

    /** How many pages the next round stores, made that way. */
    private long stored(Way way) throws IOException {
        rounds.goOn(way);
        Path set = rounds.next();
        long bytes = 0;
        try (var files = Files.newDirectoryStream(set, "pages-*.img")) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return bytes / 4096;
    }

    /** Writes the anonymous region with its own bytes. */
    private void overwriteWithItself() throws IOException {
        Region region = keeper.regions().get(0);
        ByteBuffer bytes = ByteBuffer.allocate((int) region.length());
        Path file = keeper.files().folder().resolve("mem");
        try (FileChannel memory = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining() && memory.read(bytes, region.start() + bytes.position()) > 0) {}
            bytes.flip();
            while (bytes.hasRemaining() && memory.write(bytes, region.start() + bytes.position()) > 0) {}
        }
    }

    @Test
    void equalBytesCostNothing() throws IOException {
        stored(Way.TRACKED_AND_HASHED);
        for (int round = 0; round < 6; round++) {
            overwriteWithItself();
            keeper.write(100);
            assertThat(stored(Way.TRACKED_AND_HASHED)).as("round " + round).isBetween(100L, 200L);
        }
        overwriteWithItself();
        assertThat(stored(Way.TRACKED_READ)).as("without hashes").isGreaterThanOrEqualTo(PAGES);
        rounds.nextAndCompare("");
        rounds.release();
    }

    @Test
    void chainsGoOnFromEitherAlone() throws IOException {
        stored(Way.HASH_READ);
        keeper.write(100);
        assertThat(stored(Way.TRACKED_AND_HASHED)).as("from hash").isBetween(100L, 200L);
        keeper.write(100);
        assertThat(stored(Way.HASH_READ)).as("to hash").isBetween(100L, 200L);
        keeper.write(100);
        assertThat(stored(Way.TRACKED_READ)).as("from hash to uffd").isGreaterThanOrEqualTo(PAGES);
        keeper.write(100);
        assertThat(stored(Way.TRACKED_AND_HASHED)).as("from uffd").isBetween(100L, 200L);
        keeper.write(100);
        assertThat(stored(Way.TRACKED_READ)).as("to uffd").isBetween(100L, 200L);
        rounds.goOn(Way.TRACKED_AND_HASHED);
        rounds.nextAndCompare("");
        rounds.release();
    }

    @Test
    void afterAReleaseTheHashesDecide() throws IOException {
        stored(Way.TRACKED_AND_HASHED);
        rounds.release();
        keeper.write(100);
        assertThat(Sluice.run(rounds.arguments()).succeeded().out())
                .contains("all pages were read and compared")
                .containsPattern(" 1\\d\\d pages written")
                .doesNotContain("all pages were taken");
        rounds.succeeded();
        rounds.nextAndCompare("");
    }
}
