package io.sluice.image.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.control.Progress;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.CriuSets;
import io.sluice.image.Damaging;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.ParentSet;
import io.sluice.image.Sets;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain of two sets, sound, and damaged in every way. */
final class VerifierTest {
    private static final int STEP = Boolean.getBoolean("sluice.long") ? 1 : 15;
    private final ImageSink sink = Sets.sink(true);

    @TempDir
    private Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void makeChain() throws IOException {
        first = folder.resolve("1");
        second = folder.resolve("2");
        Sets.first(sink, first);
        Sets.next(sink, second, first, "../1");
    }

    @Test
    void aSoundChainHasNoProblems() {
        List<Progress> progress = new ArrayList<>();
        VerifyReport report = Verifier.verify(sink, second.toString(), Control.of(Optional.empty(), progress::add));
        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.sets()).extracting(SetReport::name).containsExactly(second.toString(), first.toString());
        assertThat(report.bytes()).isGreaterThan(5 * Sets.PAGE);
        assertThat(progress.get(progress.size() - 1).done()).isEqualTo(report.bytes());
    }

    @Test
    void aChangedBitIsFoundWhereverItIs() throws IOException {
        for (Path file : Damaging.files(first)) {
            long bits = Files.size(file) * Byte.SIZE;
            // Pages are all alike to a checksum: of a long file every 37th bit stands for the others.
            int step = (bits > 40_000 ? 37 : 1) * STEP;
            for (long bit = 0; bit < bits; bit += step) {
                requireFound(first, file, bit);
            }
        }
    }

    @Test
    void changedBitsInAChainAreFound() throws IOException {
        long seed = Long.getLong("sluice.seed", System.nanoTime());
        Random random = new Random(seed);
        for (Path set : List.of(first, second)) {
            for (Path file : Damaging.files(set)) {
                for (int round = 0; round < 50; round++) {
                    requireFound(second, file, random.nextInt((int) Files.size(file) * Byte.SIZE));
                }
            }
        }
    }

    @Test
    void everyChangedBitOfTheParentLinkIsFound() throws IOException {
        Path link = second.resolve("parent");
        byte[] text = Files.readSymbolicLink(link).toString().getBytes(ISO_8859_1);
        for (int bit = 0; bit < text.length * Byte.SIZE - 1; bit++) {
            byte[] changed = text.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            String name = new String(changed, ISO_8859_1);
            if (bit % Byte.SIZE < 7 && name.indexOf(0) < 0) {
                Files.delete(link);
                Files.createSymbolicLink(link, Path.of(name));
                assertThat(problems()).as(name).anyMatch(problem -> problem.image()
                        .equals("parent"));
            }
        }
    }

    @Test
    void aMissingOrCutOrGrownFileIsFound() throws IOException {
        for (Path file : Damaging.files(second)) {
            byte[] whole = Files.readAllBytes(file);
            if (!file.endsWith("inventory.img")) {
                Files.delete(file);
                requireProblem(file);
            }
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            requireProblem(file);
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            requireProblem(file);
            Files.write(file, whole);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void aMissingParentIsFound() throws IOException {
        Files.move(first, folder.resolve("elsewhere"));
        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.set())
                .isEqualTo(first.toString()));
        requireDamaged(ErrorCode.SET_MISSING);
    }

    @Test
    void anotherSetInThePlaceOfTheParentIsFound() throws IOException {
        Files.move(first, folder.resolve("elsewhere"));
        Sets.first(sink, first);
        assertThat(problems()).isNotEmpty();
        requireDamaged(ErrorCode.SET_DAMAGED);
    }

    @Test
    void twoSetsExchangedAreFound() throws IOException {
        Path third = folder.resolve("3");
        Sets.next(sink, third, second, "../2");
        Files.move(first, folder.resolve("x"));
        Files.move(second, first);
        Files.move(folder.resolve("x"), second);
        assertThat(Verifier.verify(sink, third.toString(), Control.unlimited()).problems())
                .isNotEmpty();
    }

    @Test
    void aLinkWhereThereWasNoneIsFound() throws IOException {
        Files.createSymbolicLink(first.resolve("parent"), Path.of("../2"));
        assertThat(problems()).anyMatch(problem -> problem.image().equals("parent"));
    }

    @Test
    void aLoopOfSetsWithoutManifestsEnds() throws IOException {
        for (Path set : List.of(first, second)) {
            Files.delete(set.resolve("manifest.json"));
            CriuSets.disown(set);
        }
        Files.createSymbolicLink(first.resolve("parent"), Path.of("../2"));
        assertThat(problems()).anyMatch(problem -> problem.what().contains("does not end"));
        try (ImageSet set = ImageSet.open(sink, second.toString())) {
            ImageSet parent = set.parent().orElseThrow();
            assertThatThrownBy(parent::parent)
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("comes back");
        }
    }

    @Test
    void pagesThatTheParentDoesNotHaveAreFound() throws IOException {
        Path third = folder.resolve("3");
        try (ImageSet parent = ImageSet.open(sink, second.toString());
                NewSet set = NewSet.begin(
                        sink, third.toString(), Optional.of(new ParentSet("../2", parent)), Instant.EPOCH, Sets.PAGE)) {
            try (PageImages images = set.pages(Sets.TASK)) {
                Sets.parent(images, Sets.pages(1, 3));
            }
            set.commit(Sets.facts());
        }
        assertThat(Verifier.verify(sink, third.toString(), Control.unlimited()).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).contains(Sets.pages(3, 1).toString()));
    }

    @Test
    void aStrangersPagemapIsFound() throws IOException {
        Files.copy(second.resolve("pagemap-7.img"), second.resolve("pagemap-8.img"));
        requireProblem(second.resolve("pagemap-8.img"));
    }

    @Test
    void cancellingEndsIt() {
        Control control = Control.unlimited();
        control.cancel();
        assertThatThrownBy(() -> Verifier.verify(sink, second.toString(), control))
                .isInstanceOfSatisfying(SluiceException.class, thrown -> assertThat(thrown.code())
                        .isEqualTo(ErrorCode.CANCELLED));
    }

    private List<Problem> problems() {
        return Verifier.verify(sink, second.toString(), Control.unlimited()).problems();
    }

    private void requireFound(Path newest, Path file, long bit) throws IOException {
        Damaging.flip(file, bit);
        VerifyReport report = Verifier.verify(sink, newest.toString(), Control.unlimited());
        if (report.sound()) {
            throw new AssertionError(file + ", bit " + bit);
        }
        Damaging.flip(file, bit);
    }

    private void requireProblem(Path file) {
        assertThat(problems()).as(file.toString()).anyMatch(problem -> problem.image()
                .equals(file.getFileName().toString()));
    }

    private void requireDamaged(ErrorCode code) {
        try (ImageSet set = ImageSet.open(sink, second.toString())) {
            assertThatThrownBy(set::parent)
                    .isInstanceOfSatisfying(SluiceException.class, thrown -> assertThat(thrown.code())
                            .isEqualTo(code));
        }
    }
}
