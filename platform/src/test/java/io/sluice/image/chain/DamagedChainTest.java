package io.sluice.image.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.Damaging;
import io.sluice.image.Sets;
import io.sluice.image.describe.Inspector;
import io.sluice.image.sign.Signers;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is made of a chain that is not, to the bit, what was written; and nothing is removed then. */
final class DamagedChainTest {
    private static final int ROUNDS = Integer.getInteger("sluice.mutations", 100);
    private static final int SETS = 3;

    private final ImageSink sink = Sets.sink(true);
    private final long seed = Long.getLong("sluice.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    private Chains chain;
    private String newest;

    @BeforeEach
    void make() throws IOException {
        chain = new Chains(sink, folder.resolve("chain").toString(), seed, 50, Optional.empty());
        newest = chain.make(SETS);
    }

    private void assertRefused(String when) {
        Workplace place = Chains.place(sink);
        String target = folder.resolve("new").toString();
        assertThatThrownBy(() -> work(place, target))
                .as(when + ", seed " + seed)
                .isInstanceOfSatisfying(SluiceException.class, refused -> assertThat(refused.code())
                        .as(refused.getMessage())
                        .isIn(ErrorCode.SET_DAMAGED, ErrorCode.SET_MISSING));
        assertThat(folder.resolve("new")).as(when).doesNotExist();
    }

    private void work(Workplace place, String target) {
        switch (random.nextInt(3)) {
            case 0 -> Squash.squash(place, newest, target);
            case 1 -> Rebase.rebase(place, newest, target);
            default -> Inspector.soundChain(sink, newest, Signers.ANY, Control.unlimited());
        }
    }

    private Path set(int number) {
        return Path.of(chain.name(number));
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= SETS; number++) {
            files.addAll(Damaging.files(set(number)));
        }
        return files;
    }

    /** Of a punched chain, too: of what is left, of holes, and of the logs that say where these are. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyChangeOfAnyFile(boolean punched) throws IOException {
        if (punched) {
            assertThat(Dedup.dedup(Chains.place(sink), newest).bytes()).isPositive();
        }
        List<Path> files = files();
        for (int round = 0; round < ROUNDS; round++) {
            Path file = files.get(round < files.size() ? round : random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, changed(whole));
            assertRefused("round " + round + ", " + file);
            Files.write(file, whole);
        }
        chain.assertWhole(newest, "seed " + seed);
    }

    /** A bit, a byte, or the end. */
    private byte[] changed(byte[] whole) {
        int at = random.nextInt(whole.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> Arrays.copyOf(whole, whole.length + 1 + at);
            case 2 -> with(whole, at, (byte) (whole[at] + 1 + random.nextInt(255)));
            default -> with(whole, at, (byte) (whole[at] ^ 1 << random.nextInt(Byte.SIZE)));
        };
    }

    private static byte[] with(byte[] whole, int at, byte value) {
        byte[] changed = whole.clone();
        changed[at] = value;
        return changed;
    }

    @Test
    void filesAndSetsThatChangedPlaces() throws IOException {
        for (Path file : Damaging.files(set(2))) {
            Path other = set(3).resolve(file.getFileName());
            // The files of one tree may be the same in two sets, and then nothing is changed.
            if (Files.exists(other) && Files.mismatch(file, other) >= 0) {
                swap(file, other);
                assertRefused(file.getFileName() + " of two sets changed places");
                swap(file, other);
            }
        }
        swap(set(1), set(2));
        assertRefused("two sets changed places");
        swap(set(1), set(2));
        chain.assertWhole(newest, "seed " + seed);
    }

    private void swap(Path one, Path two) throws IOException {
        Path aside = folder.resolve("aside");
        Files.move(one, aside);
        Files.move(two, one);
        Files.move(aside, two);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1", "../3", "../none", "."})
    void aLinkToAnotherParent(String reference) throws IOException {
        Path link = set(3).resolve("parent");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(reference));
        assertRefused("parent is " + reference);
    }

    @Test
    void anImageThatNobodyNamed() throws IOException {
        Files.write(set(1).resolve("pages-77.img"), new byte[Sets.PAGE], StandardOpenOption.CREATE_NEW);
        assertRefused("an image more");
    }
}
