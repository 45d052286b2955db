package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** verify finds any changed bit of a chain, in any file that a manifest names, in a manifest, or in a link. */
class DamagedSetIT {
    private static final int FLIPS = Form.count(5, 200);
    private final Random random = Form.random();
    private Targets targets;
    private Rounds rounds;

    @BeforeEach
    void makeAChain() {
        targets = Targets.create();
        Keeper keeper = targets.keeper(KeeperPlan.everything(1));
        rounds = new Rounds(targets.folder().resolve("chain"), keeper.target());
        rounds.next();
        keeper.touchAll(1);
        rounds.next();
        keeper.touchAll(2);
        rounds.next();
        keeper.target().kill();
        verify().succeeded();
    }

    @AfterEach
    void end() {
        targets.close();
    }

    private Command.Outcome verify() {
        return Sluice.run("verify", rounds.last().toString());
    }

    private void assertFound(String damage) {
        Command.Outcome outcome = verify();
        assertThat(outcome.status())
                .as(damage + ", seed " + Form.seed())
                .isNotZero()
                .isLessThan(128);
        Sluice.assertNoTrace(outcome);
    }

    @Test
    void anyFlippedBit() throws IOException {
        List<Path> files = namedFiles();
        Collections.shuffle(files, random);
        for (int flip = 0; flip < FLIPS; flip++) {
            Path file = files.get(flip < files.size() ? flip : random.nextInt(files.size()));
            long bit = random.nextLong(Files.size(file) * 8);
            flip(file, bit);
            assertFound("bit " + bit + " of " + file);
            flip(file, bit);
        }
        verify().succeeded();
    }

    private static void flip(Path path, long bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(bit / 8);
            int held = file.read();
            file.seek(bit / 8);
            file.write(held ^ (1 << (bit % 8)));
        }
    }

    /** All files with contents that a manifest of the chain names, and the manifests. */
    private List<Path> namedFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path set : rounds.sets()) {
            String manifest = Files.readString(set.resolve("manifest.json"));
            try (var files = Files.list(set)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> file.toFile().length() > 0)
                        .filter(file -> named(manifest, file.getFileName().toString()))
                        .forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(3 * 4);
        return found;
    }

    private static boolean named(String manifest, String file) {
        return file.equals("manifest.json") || manifest.contains('"' + file + '"');
    }

    @Test
    void everyImageIsNamed() throws IOException {
        for (Path set : rounds.sets()) {
            String manifest = Files.readString(set.resolve("manifest.json"));
            try (var files = Files.list(set)) {
                assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".img")))
                        .allSatisfy(name -> assertThat(manifest).contains('"' + name + '"'));
            }
        }
    }

    @Test
    void aFileThatIsShorterLongerOrGone() throws IOException {
        List<Path> files = namedFiles();
        Collections.shuffle(files, random);
        for (Path file : files.subList(0, Form.count(4, files.size()))) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertFound("a byte less of " + file);
            Files.write(file, bytes);
            if (random.nextInt(4) == 0) {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
                assertFound("a byte more of " + file);
                Files.delete(file);
                assertFound("without " + file);
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void filesThatChangedPlaces() throws IOException {
        Path one = rounds.sets().get(0).resolve("manifest.json");
        Path two = rounds.sets().get(1).resolve("manifest.json");
        Path aside = targets.folder().resolve("aside");
        Files.move(one, aside);
        Files.move(two, one);
        Files.move(aside, two);
        assertFound("two manifests changed places");
    }

    @Test
    void aLinkToAnotherParent() throws IOException {
        Path link = rounds.last().resolve("parent");
        Path target = Files.readSymbolicLink(link);
        for (String other : List.of("../1", "../3", "../nowhere", "/")) {
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of(other));
            assertFound("parent leads to " + other);
        }
        Files.delete(link);
        assertFound("no parent link");
        Files.createSymbolicLink(link, target);
        verify().succeeded();
    }

    @Test
    void aSetWithoutItsManifest() throws IOException {
        for (Path set : rounds.sets()) {
            Path manifest = set.resolve("manifest.json");
            Path aside = targets.folder().resolve("aside");
            Files.move(manifest, aside);
            Sluice.assertDamaged(verify());
            Files.move(aside, manifest, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
