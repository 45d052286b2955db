package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.ImageFile;
import io.sluice.testkit.image.Message;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The images of a dump with everything in it: crit reads all, and whatever becomes of them, show and verify say it in a line. */
class MutatedDumpIT {
    /** Half of them of a set with a manifest, half without. */
    private static final int MUTATIONS = Form.count(40, 1000);

    /** The set is damaged; what was asked for makes no sense; no set; it cannot be read; signed by nobody. */
    private static final List<Integer> REFUSALS = List.of(5, 8, 9, 10);

    private static final int IDENTITY = 10001;

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private final Path set = targets.folder().resolve("set");

    @Test
    void critReadsAllAndNoMutationIsAccepted() throws IOException {
        Target tree = targets.everyWitness();
        Command.Outcome dumped =
                Sluice.run("dump", "-t", "" + tree.pid(), "-D", set.toString(), "--link-remap", "--file-locks");
        assertThat(dumped.status()).as(dumped.toString()).isZero();
        assertThat(Crit.complaints(set)).isEmpty();
        assertThat(Sluice.run("verify", set.toString()).status()).isZero();
        mutate(true);
        forgetManifest();
        Command.Outcome verified = Sluice.run("verify", set.toString());
        assertThat(verified.status()).as(verified.toString()).isZero();
        mutate(false);
    }

    /** As CRIU makes sets: what is said of them is only that they can be read. */
    private void forgetManifest() throws IOException {
        Files.delete(set.resolve("manifest.json"));
        Path inventory = set.resolve("inventory.img");
        Message message = ImageFile.read(inventory).messages().get(0);
        byte[] rest = new Message(message.fields().stream()
                        .filter(field -> field.number() != IDENTITY)
                        .toList())
                .encoded()
                .array();
        byte[] magic = Arrays.copyOf(Files.readAllBytes(inventory), Integer.BYTES);
        Files.write(
                inventory,
                ByteBuffer.allocate(magic.length + Integer.BYTES + rest.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(magic)
                        .putInt(rest.length)
                        .put(rest)
                        .array());
    }

    /** @param noticed whether every mutation has to be */
    private void mutate(boolean noticed) throws IOException {
        List<Path> files;
        try (var all = Files.list(set)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Integer> answers = new HashMap<>();
        for (int done = 0; done < MUTATIONS / 2; done++) {
            Path file = files.get(random.nextInt(files.size()));
            Path other = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            byte[] others = Files.readAllBytes(other);
            String what = change(file, bytes, other, others) + ", seed " + Form.seed();
            for (String command : List.of("verify", "show")) {
                Command.Outcome answer = Sluice.run(command, set.toString());
                requireCalm(answer, what);
                if (noticed) {
                    assertThat(answer.status()).as(command + " after " + what).isIn(REFUSALS);
                }
                answers.merge(command + " " + answer.status(), 1, Integer::sum);
            }
            Files.write(file, bytes);
            Files.write(other, others);
        }
        assertThat(answers).as("seed " + Form.seed()).containsKey("verify 9");
    }

    /** Answers what was done: all of it is undone by writing both files. */
    private String change(Path file, byte[] bytes, Path other, byte[] others) throws IOException {
        byte[] changed = bytes.clone();
        switch (random.nextInt(file.equals(other) || Arrays.equals(bytes, others) ? 3 : 4)) {
            case 0 -> {
                for (int bits = random.nextInt(8); bits >= 0; bits--) {
                    changed[place(bytes.length)] ^= (byte) (1 << bits);
                }
                Files.write(file, changed);
                return "bits of " + file.getFileName();
            }
            case 1 -> {
                Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                return file.getFileName() + " cut";
            }
            case 2 -> {
                Files.delete(file);
                return file.getFileName() + " dropped";
            }
            default -> {
                Files.write(file, others);
                Files.write(other, bytes);
                return file.getFileName() + " and " + other.getFileName() + " swapped";
            }
        }
    }

    /** Half of them near the beginning, where numbers and lengths are. */
    private int place(int length) {
        return random.nextInt(random.nextBoolean() ? Math.min(length, 64) : length);
    }

    private static void requireCalm(Command.Outcome answer, String what) {
        assertThat(answer.err() + answer.out())
                .as(what)
                .doesNotContain("mistake in Sluice", "Exception", "Caused by")
                .doesNotContainPattern("\\tat ");
        assertThat(answer.status()).as(what + ": " + answer).isLessThan(70);
        assertThat(answer.err().lines().count()).as(what + ": " + answer).isLessThanOrEqualTo(2);
    }
}
