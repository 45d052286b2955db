package io.sluice.image.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.image.CriuSets;
import io.sluice.image.Damaging;
import io.sluice.image.ImageSet;
import io.sluice.image.Sets;
import io.sluice.image.describe.Inspector;
import io.sluice.image.file.FilesOfSet;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images changed at random, whose readers may refuse them, but never throw anything else. */
final class MutationTest {
    private static final int ROUNDS = Integer.getInteger("sluice.mutations", 300);

    private final ImageSink sink = Sets.sink(true);

    @TempDir
    private Path folder;

    @Test
    void readersOnlyEverRefuse() throws IOException {
        Path set = folder.resolve("criu");
        CriuSets.dump(set);
        Path ours = folder.resolve("ours");
        Sets.first(sink, ours);
        long seed = Long.getLong("sluice.seed", System.nanoTime());
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path mutated = round % 3 == 0 ? ours : set;
            Path file = pick(mutated, random);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, mutate(whole, random));
            refused += read(mutated, "seed " + seed + ", round " + round + ", " + file.getFileName());
            Files.write(file, whole);
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
    }

    private int read(Path set, String when) {
        int refused = 0;
        try {
            try {
                Inspector.chain(sink, set.toString(), Control.unlimited());
                try (ImageSet opened = ImageSet.open(sink, set.toString())) {
                    FilesOfSet.of(opened);
                }
            } catch (SluiceException said) {
                refused = 1;
                assertThat(said.getMessage()).as(when).isNotBlank().doesNotContain("\n");
            }
            VerifyReport report = Verifier.verify(sink, set.toString(), Control.unlimited());
            assertThat(report.problems()).as(when).allSatisfy(problem -> assertThat(problem.what())
                    .doesNotContain("\n"));
        } catch (SluiceException said) {
            refused = 1;
        } catch (RuntimeException | OutOfMemoryError other) {
            throw new AssertionError(when, other);
        }
        return refused;
    }

    private static Path pick(Path set, Random random) throws IOException {
        var files = Damaging.files(set);
        return files.get(random.nextInt(files.size()));
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(Math.min(bytes.length, 200));
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9)), (byte) 0xff);
            default -> {
                for (int count = random.nextInt(8); count >= 0; count--) {
                    bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
