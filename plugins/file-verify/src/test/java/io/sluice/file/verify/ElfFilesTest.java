package io.sluice.file.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.Verdict;
import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Build-ids of files that linkers made, of files made here in every form, and of files that were damaged. */
class ElfFilesTest {
    private static final byte[] ID = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private final BuildIdValidator validator = new BuildIdValidator();

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void writeTheSource() throws IOException {
        source = Files.writeString(folder.resolve("library.c"), "int answer(void) { return 42; }\n");
    }

    private Path library(String name, String... flags) {
        Path made = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of("gcc", "-shared", "-nostdlib", "-fPIC", "-o", made.toString()));
        words.addAll(List.of(flags));
        words.add(source.toString());
        Command.Outcome outcome = Command.of(words).run();
        assumeTrue(outcome.status() == 0, () -> "gcc cannot do " + words + ": " + outcome.err());
        return made;
    }

    private byte[] id(Path file) throws IOException {
        CookieResult result = validator.cookie(FileOnDisk.of(file));
        assertThat(result).isInstanceOf(CookieResult.Made.class);
        return ((CookieResult.Made) result).cookie().bytes();
    }

    private String none(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("made"), bytes);
        CookieResult result = validator.cookie(FileOnDisk.of(file));
        assertThat(result).isInstanceOf(CookieResult.None.class);
        return ((CookieResult.None) result).reason();
    }

    /** What binutils reads in it. */
    private static String asBinutilsSays(Path file) {
        String notes = Command.of("readelf", "--notes", file.toString())
                .run()
                .succeeded()
                .out();
        return notes.replaceAll("(?s).*Build ID: ([0-9a-f]+).*", "$1");
    }

    @Test
    void ofCriusSetsABuildIdIsPadded() throws IOException {
        Path library = library("library.so", "-Wl,--build-id=0x010203040506");
        assertThat(id(library)).hasSize(6);
        byte[] padded = Arrays.copyOf(id(library), 8);
        assertThat(validator.compare(new Cookie("build-id", 2, padded), FileOnDisk.of(library)))
                .isEqualTo(new Verdict.Match());
        assertThat(validator.compare(new Cookie("build-id", 1, padded), FileOnDisk.of(library)))
                .isInstanceOf(Verdict.Mismatch.class);
        padded[7] = 1;
        assertThat(validator.compare(new Cookie("build-id", 2, padded), FileOnDisk.of(library)))
                .isInstanceOf(Verdict.Mismatch.class);
    }

    @Test
    void ofWhatALinkerMakes() throws IOException {
        Path library = library("sha1.so", "-Wl,--build-id=sha1");
        assertThat(HexFormat.of().formatHex(id(library))).hasSize(40).isEqualTo(asBinutilsSays(library));
    }

    @Test
    void ofWhatALinkerMakesFor32Bits() throws IOException {
        Path library = library("narrow.so", "-m32", "-Wl,--build-id=md5");
        assertThat(HexFormat.of().formatHex(id(library))).hasSize(32).isEqualTo(asBinutilsSays(library));
    }

    @Test
    void withoutHeadersOfSections() throws IOException {
        Path library = library("stripped.so", "-Wl,--build-id=sha1");
        byte[] before = id(library);
        byte[] bytes = Files.readAllBytes(library);
        Arrays.fill(bytes, 40, 48, (byte) 0);
        Arrays.fill(bytes, 58, 64, (byte) 0);
        assertThat(id(Files.write(library, bytes))).isEqualTo(before);
    }

    @Test
    void inSectionsAloneAsObjectsHaveIt() throws IOException {
        Path library = library("objects.so", "-Wl,--build-id=sha1");
        byte[] bytes = Files.readAllBytes(library);
        byte[] before = id(library);
        Arrays.fill(bytes, 32, 40, (byte) 0);
        assertThat(id(Files.write(library, bytes))).isEqualTo(before);
    }

    @Test
    void noneWhereTheLinkerWasToldSo() throws IOException {
        assertThat(none(Files.readAllBytes(library("none.so", "-Wl,--build-id=none"))))
                .isEqualTo("it is an ELF file without a build-id");
    }

    @Test
    void anotherOneIsAMismatchAndOtherBytesAreNot() throws IOException {
        Path one = library("one.so", "-Wl,--build-id=0x0102030405060708");
        CookieResult cookie = validator.cookie(FileOnDisk.of(one));
        Files.writeString(source, "int answer(void) { return 43; }\n");
        Path bytes = library("bytes.so", "-Wl,--build-id=0x0102030405060708");
        Path other = library("other.so", "-Wl,--build-id=0x0102030405060709");
        assertThat(Files.mismatch(one, bytes)).isNotNegative();
        assertThat(compare(cookie, bytes)).isEqualTo(new Verdict.Match());
        assertThat(compare(cookie, other)).isInstanceOf(Verdict.Mismatch.class);
        assertThat(compare(cookie, source)).isInstanceOf(Verdict.Mismatch.class);
    }

    private Verdict compare(CookieResult cookie, Path file) throws IOException {
        return validator.compare(((CookieResult.Made) cookie).cookie(), FileOnDisk.of(file));
    }

    @ParameterizedTest
    @CsvSource({
        "true,false,SEGMENTS", "true,true,SEGMENTS", "false,false,SEGMENTS", "false,true,SEGMENTS",
        "true,false,SECTIONS", "true,true,SECTIONS", "false,false,SECTIONS", "false,true,SECTIONS"
    })
    void everyFormWhereverTheNoteStands(boolean wide, boolean bigEndian, ElfImage.Table table) throws IOException {
        ElfImage image = new ElfImage(wide, bigEndian, table);
        for (int offset : new int[] {256, 4080, 4096, 1 << 20}) {
            Path file = Files.write(folder.resolve("image"), image.note(offset, ID));
            assertThat(id(file)).isEqualTo(ID);
        }
    }

    @Test
    void headersThatPointOutside() throws IOException {
        byte[] far = new ElfImage(true, false, ElfImage.Table.SEGMENTS).note(256, ID);
        for (int at = 32; at < 40; at++) {
            byte[] bytes = far.clone();
            bytes[at] = (byte) 0xff;
            assertThat(none(bytes)).contains("ELF file");
        }
    }

    @Test
    void moreHeadersThanAreLookedThrough() throws IOException {
        ElfImage image = new ElfImage(true, false, ElfImage.Table.SECTIONS);
        byte[] bytes = Arrays.copyOf(image.note(256, ID), 16 << 20);
        Arrays.fill(bytes, ElfImage.TABLE + 64, ElfImage.TABLE + 128, (byte) 0);
        bytes[image.entries()] = 0;
        // The first section says how many there are: 2^40.
        bytes[ElfImage.TABLE + 32 + 5] = 1;
        assertThat(none(bytes)).contains("too many");
    }

    @Test
    void idsOfNoLengthAndOfAnyLength() throws IOException {
        ElfImage image = new ElfImage(true, false, ElfImage.Table.SEGMENTS);
        assertThat(none(image.note(256, new byte[0]))).contains("without");
        assertThat(none(image.note(256, new byte[NoteArea.LONGEST_ID + 1]))).contains("without");
        assertThat(id(Files.write(folder.resolve("long"), image.note(256, new byte[NoteArea.LONGEST_ID]))))
                .hasSize(NoteArea.LONGEST_ID);
    }

    @Test
    void everyByteOfTheHeadersIsDamagedAndEveryAnswerHasAReason() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (ElfImage.Table table : ElfImage.Table.values()) {
            byte[] good = new ElfImage(true, false, table).note(300, ID);
            for (int turn = 0; turn < 2000; turn++) {
                byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
                for (int count = random.nextInt(4); count >= 0 && bytes.length > 0; count--) {
                    bytes[random.nextInt(Math.min(bytes.length, 360))] = (byte) random.nextInt();
                }
                CookieResult result = validator.cookie(FileOnDisk.of(Files.write(folder.resolve("damaged"), bytes)));
                assertThat(result instanceof CookieResult.None none ? none.reason() : "-")
                        .as("seed " + seed)
                        .isNotBlank();
            }
        }
    }
}
