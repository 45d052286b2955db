package io.sluice.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.failure.SluiceException;
import io.sluice.image.CriuSets;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.Sets;
import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.manifest.FileEntry;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.image.Crit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a set says of files in CRIU's words, and what is read of such words. */
final class FilesImageTest {
    private static final int MODE = 0100755;
    private static final CookieEntry BUILD_ID = CookieEntry.of("build-id", 1, new byte[] {1, 2, 3, 4, 5, -1});
    private static final CookieEntry SIZE = CookieEntry.of("size", 1, new byte[9]);

    private final ImageSink sink = Sets.sink(true);

    @TempDir
    private Path folder;

    private static FileEntry file(String path, long size, String onMismatch, CookieEntry cookie) {
        return new FileEntry(path, false, size, MODE, 7, onMismatch, Optional.of(cookie), Optional.empty());
    }

    private static FileEntry untold(String path, boolean deleted, int mode) {
        return new FileEntry(path, deleted, 10, mode, 7, "fail", Optional.empty(), Optional.of("so"));
    }

    /** As the validator makes it. */
    private static CookieEntry checksum(int coverage, long number, long length) {
        return CookieEntry.of(
                "checksum",
                1,
                ByteBuffer.allocate(21)
                        .put((byte) coverage)
                        .putLong(number)
                        .putLong(length)
                        .putInt(-2)
                        .array());
    }

    private static CookieEntry size(long length) {
        return CookieEntry.of(
                "size",
                1,
                ByteBuffer.allocate(13)
                        .put((byte) 1)
                        .putLong(length)
                        .putInt(MODE)
                        .array());
    }

    private Path write(FileEntry... files) throws IOException {
        Path set = folder.resolve("set");
        try (NewSet made = NewSet.begin(sink, set.toString(), Optional.empty(), Instant.EPOCH, Sets.PAGE)) {
            made.commit(Sets.facts(List.of(files)));
        }
        return set;
    }

    private JsonArray decoded(Path set) {
        assumeTrue(Crit.installed(), "crit (Debian's package criu) is not installed here");
        return JsonParser.parseString(Crit.decode(set.resolve("files.img")))
                .getAsJsonObject()
                .getAsJsonArray("entries");
    }

    private JsonObject only(FileEntry file) throws IOException {
        JsonArray entries = decoded(write(file));
        assertThat(entries).hasSize(1);
        JsonObject entry = entries.get(0).getAsJsonObject();
        assertThat(entry.get("type").getAsString()).isEqualTo("REG");
        JsonObject regular = entry.getAsJsonObject("reg");
        assertThat(regular.get("id")).isEqualTo(entry.get("id"));
        assertThat(regular.get("name").getAsString()).isEqualTo(file.path());
        return regular;
    }

    /** What is read where nothing but CRIU's images is there. */
    private List<FileEntry> readAsCrius(Path set) throws IOException {
        CriuSets.disownWhole(set);
        return read(set);
    }

    private List<FileEntry> read(Path set) {
        try (ImageSet opened = ImageSet.open(sink, set.toString())) {
            return FilesOfSet.of(opened);
        }
    }

    @Test
    void critReadsSizeModeAndBuildId() throws IOException {
        JsonObject entry = only(file("/a \"b\"\n\u00e4", 1L << 40, "fail", BUILD_ID));
        assertThat(entry.get("size").getAsLong()).isEqualTo(1L << 40);
        assertThat(entry.get("mode").getAsInt()).isEqualTo(MODE);
        assertThat(entry.getAsJsonArray("build_id").asList().stream().map(word -> word.getAsInt()))
                .containsExactly(0x04030201, 0xff05);
        assertThat(entry.has("checksum")).isFalse();
    }

    @Test
    void critReadsAChecksumInTheNumbersOfTheProposal() throws IOException {
        JsonObject entry = only(file("/x", 100, "fail", checksum(1, 64, 100)));
        assertThat(entry.get("checksum").getAsLong()).isEqualTo(0xffff_fffeL);
        assertThat(entry.get("checksum_config").getAsInt()).isEqualTo(4);
        assertThat(entry.get("checksum_parameter").getAsInt()).isEqualTo(64);
    }

    @Test
    void ofAFileThatMayGrowItSaysNoSizeButWhatItHad() throws IOException {
        JsonObject entry = only(file("/x.log", 100, "append-ok", checksum(0, 0, 100)));
        assertThat(entry.has("size")).isFalse();
        assertThat(entry.get("checksum_config").getAsInt()).isEqualTo(4);
        assertThat(entry.get("checksum_parameter").getAsInt()).isEqualTo(100);
    }

    @Test
    void ofAFileThatMayBeAnotherItSaysNothing() throws IOException {
        JsonObject entry = only(file("/x", 100, "warn", BUILD_ID));
        assertThat(entry.keySet()).doesNotContain("size", "mode", "checksum");
        assertThat(entry.has("build_id") && !entry.getAsJsonArray("build_id").isEmpty())
                .isFalse();
    }

    @Test
    void whatCannotBeSaidIsLeftOut() throws IOException {
        JsonArray entries = decoded(write(
                file("/long", 1L << 33, "fail", checksum(1, 1L << 32, 1L << 33)),
                file("/every.log", 100, "append-ok", checksum(2, 8, 100)),
                file("/none", 0, "fail", checksum(0, 0, 0)),
                file("/odd", 9, "fail", CookieEntry.of("checksum", 1, new byte[] {9, 9})),
                file("/own", 9, "fail", CookieEntry.of("acme", 3, new byte[] {9, 9})),
                untold("/changing", false, MODE),
                untold("/gone", true, MODE),
                untold("/dev/x", false, 020666)));
        assertThat(entries).hasSize(6);
        entries.forEach(entry -> assertThat(
                        entry.getAsJsonObject().getAsJsonObject("reg").has("checksum"))
                .as(entry.toString())
                .isFalse());
        assertThat(entries.get(5).getAsJsonObject().getAsJsonObject("reg").has("size"))
                .isFalse();
    }

    @Test
    void aTreeWithoutRegularFilesHasNoSuchImage() throws IOException {
        assertThat(write(untold("/dev/x", false, 020666)).resolve("files.img")).doesNotExist();
    }

    @Test
    void whatIsWrittenIsReadAsCrius() throws IOException {
        Path set = write(
                file("/elf", 5000, "fail", BUILD_ID),
                file("/first", 100, "fail", checksum(1, 64, 100)),
                file("/whole", 100, "fail", checksum(0, 0, 100)),
                file("/every", 100, "fail", checksum(2, 8, 100)),
                file("/data", 300, "fail", SIZE),
                file("/data", 300, "fail", SIZE),
                file("/x.log", 100, "append-ok", checksum(0, 0, 100)),
                file("/y.log", 100, "append-ok", SIZE));
        List<FileEntry> ours = read(set);
        assertThat(ours).hasSize(8);
        CriuSets.remap(set, 3);
        List<FileEntry> crius = readAsCrius(set);
        CookieEntry padded = CookieEntry.of("build-id", 2, Arrays.copyOf(BUILD_ID.content(), 8));
        assertThat(crius).hasSize(7);
        assertThat(crius.get(0)).isEqualTo(as(ours.get(0), false, padded));
        assertThat(crius.get(1)).isEqualTo(as(ours.get(1), false, checksum(1, 64, 100)));
        assertThat(crius.get(2)).isEqualTo(as(ours.get(2), true, checksum(0, 0, 100)));
        assertThat(crius.get(3)).isEqualTo(as(ours.get(3), false, checksum(2, 8, 100)));
        assertThat(crius.get(4)).isEqualTo(as(ours.get(4), false, size(300)));
        assertThat(crius.get(5)).isEqualTo(as(ours.get(6), false, checksum(1, 100, 100)));
        assertThat(crius.get(6).without()).contains("CRIU recorded no size of it");
        assertThat(crius.get(6).onMismatch()).isEqualTo("append-ok");
    }

    private static FileEntry as(FileEntry file, boolean deleted, CookieEntry cookie) {
        return new FileEntry(
                file.path(),
                deleted,
                file.size(),
                file.mode(),
                0,
                file.onMismatch(),
                Optional.of(cookie),
                Optional.empty());
    }

    @Test
    void filesOfADumpOfCrius() throws IOException {
        Path set = folder.resolve("criu");
        CriuSets.dump(set);
        assertThat(read(set)).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("/bin/victim");
            assertThat(file.cookie()).contains(CookieEntry.of("build-id", 2, new byte[] {1, 2, 3, 4}));
        });
        Files.delete(set.resolve("files.img"));
        assertThat(read(set)).isEmpty();
        Files.writeString(set.resolve("files.img"), "no image");
        assertThatThrownBy(() -> read(set)).isInstanceOf(SluiceException.class);
    }
}
