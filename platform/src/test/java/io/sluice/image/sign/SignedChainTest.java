package io.sluice.image.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.image.Damaging;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.Papers;
import io.sluice.image.ParentSet;
import io.sluice.image.Sets;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Squash;
import io.sluice.image.chain.Workplace;
import io.sluice.image.describe.Inspector;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.image.punch.PunchLog;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demanded signature lets nothing through that its key did not sign, also not what keeps every checksum. */
final class SignedChainTest {
    private final ImageSink sink = Sets.sink(true);

    @TempDir
    private Path folder;

    private SigningKey own;
    private SigningKey other;
    private Signers demanded;

    @BeforeEach
    void makeKeys() {
        own = key("own");
        other = key("other");
        demanded = Signers.read(List.of(folder.resolve("own.pub")));
    }

    private SigningKey key(String name) {
        SigningKey.create(folder.resolve(name));
        return SigningKey.read(folder.resolve(name));
    }

    private String set(int number) {
        return folder.resolve("set-" + number).toString();
    }

    private Manifest make(int number, Optional<SigningKey> key) throws IOException {
        Optional<ParentSet> parent = number == 1
                ? Optional.empty()
                : Optional.of(new ParentSet("../set-" + (number - 1), ImageSet.open(sink, set(number - 1))));
        Papers papers = Papers.signedBy(key);
        try (NewSet set = NewSet.begin(sink, set(number), parent, Instant.EPOCH, Sets.PAGE, papers)) {
            try (PageImages images = set.pages(Sets.TASK)) {
                images.append(Sets.pages(0, 400), page(number, 400));
            }
            return set.commit(Sets.facts());
        } finally {
            parent.ifPresent(opened -> opened.set().close());
        }
    }

    private static ByteBuffer page(int value, int pages) {
        byte[] bytes = new byte[Sets.PAGE * pages];
        java.util.Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }

    private Workplace place(Optional<SigningKey> key, Signers signers) {
        return new Workplace(sink, new Signing(key, signers), "test", Control.unlimited());
    }

    private void assertRefused(String set, String why) {
        assertThat(Verifier.verify(sink, set, demanded, Control.unlimited()).problems())
                .as(why)
                .anySatisfy(problem -> assertThat(problem.what()).contains(why));
        assertThatThrownBy(() -> Inspector.chain(sink, set, demanded, Control.unlimited()))
                .isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> Squash.squash(place(Optional.of(own), demanded), set, folder + "/squashed"))
                .isInstanceOf(SluiceException.class);
        assertThat(folder.resolve("squashed")).doesNotExist();
    }

    @Test
    void aSignedChainIsRead() throws IOException {
        make(1, Optional.of(own));
        Manifest second = make(2, Optional.of(own));
        assertThat(second.signer()).contains(own.signer().text());
        assertThat(Verifier.verify(sink, set(2), demanded, Control.unlimited()).problems())
                .isEmpty();
        assertThat(Inspector.chain(sink, set(2), demanded, Control.unlimited()).sets())
                .hasSize(2);
        Squash.squash(place(Optional.of(own), demanded), set(2), folder + "/squashed");
        assertThat(Verifier.verify(sink, folder + "/squashed", demanded, Control.unlimited())
                        .problems())
                .isEmpty();
    }

    @Test
    void whatIsNotSignedAsDemandedIsRefused() throws IOException {
        make(1, Optional.empty());
        assertRefused(set(1), "not signed");
        make(2, Optional.of(own));
        assertRefused(set(2), "not signed");
        make(3, Optional.of(other));
        assertRefused(set(3), "does not name");
    }

    @Test
    void everyChangedBitOfASignatureIsFound() throws IOException {
        make(1, Optional.of(own));
        Path file = folder.resolve("set-1").resolve(Manifest.SIGNATURE);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            Damaging.flip(file, bit);
            int changed = bit;
            assertThat(Verifier.verify(sink, set(1), Control.unlimited()).sound())
                    .as(() -> "bit " + changed)
                    .isFalse();
            Files.write(file, whole);
        }
        Files.delete(file);
        assertRefused(set(1), "it is missing");
    }

    /** A signature says nothing of another set, also not of one with the same signer. */
    @Test
    void aSignatureOfAnotherSetIsRefused() throws IOException {
        make(1, Optional.of(own));
        make(2, Optional.of(own));
        Path first = folder.resolve("set-1").resolve(Manifest.SIGNATURE);
        Files.write(first, Files.readAllBytes(folder.resolve("set-2").resolve(Manifest.SIGNATURE)));
        assertRefused(set(1), "does not sign this manifest");
    }

    /** Who alters pages can make the checksums fit, and the manifest's own digest; but not the signature. */
    @Test
    void whatASignedSetGivesAwayIsSigned() throws IOException {
        make(1, Optional.of(own));
        make(2, Optional.of(own));
        for (Optional<SigningKey> key : List.of(Optional.<SigningKey>empty(), Optional.of(other))) {
            assertThatThrownBy(() -> Dedup.dedup(place(key, Signers.ANY), set(2)))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("must be signed by the same key");
        }
        Path log = folder.resolve("set-1").resolve(PunchLog.FILE);
        assertThat(log).doesNotExist();
        assertThat(Dedup.dedup(place(Optional.of(own), demanded), set(2)).bytes())
                .isEqualTo(400 * Sets.PAGE);
        assertThat(Verifier.verify(sink, set(2), demanded, Control.unlimited()).problems())
                .isEmpty();
        String line = Files.readString(log);
        Files.writeString(log, line.substring(0, line.lastIndexOf(' ')) + " -\n");
        assertRefused(set(2), "is not signed as the set is");
    }

    @Test
    void aForgedManifestIsRefused() throws IOException {
        make(1, Optional.of(own));
        make(2, Optional.of(own));
        Path file = folder.resolve("set-2").resolve(Manifest.FILE);
        Manifest known = ManifestFile.decode("test", Files.readAllBytes(file));
        String text = Files.readString(file).replace("\"sluice\": \"0.1.0\"", "\"sluice\": \"0.1.1\"");
        assertThat(text).contains("0.1.1");
        Files.writeString(file, text);
        assertThatThrownBy(() -> ManifestFile.decode("test", Files.readAllBytes(file)))
                .hasMessageContaining("changed");
        Manifest forged = new Manifest(
                known.format(),
                known.set(),
                known.created(),
                "0.1.1",
                known.host(),
                known.options(),
                known.components(),
                known.epoch(),
                known.parent(),
                known.replaces(),
                known.given(),
                known.signer(),
                known.tasks(),
                known.segments(),
                known.times(),
                known.counts(),
                known.whole(),
                known.files(),
                known.images(),
                known.digest());
        ByteBuffer bytes = ManifestFile.encode(forged).bytes();
        byte[] encoded = new byte[bytes.remaining()];
        bytes.get(encoded);
        Files.write(file, encoded);
        assertRefused(set(2), "does not sign this manifest");
    }

    /** Two blocks with one CRC32C: a change of the block's end makes up for that at its beginning. */
    @Test
    void aPageThatKeepsItsChecksumIsFound() throws IOException {
        Manifest made = make(1, Optional.of(own));
        make(2, Optional.empty());
        for (int number = 1; number <= 2; number++) {
            Path pages = folder.resolve("set-" + number).resolve("pages-1.img");
            byte[] bytes = Files.readAllBytes(pages);
            forge(bytes);
            Files.write(pages, bytes);
        }
        assertThat(made.images().get(0).digests()).isPresent();
        assertThat(Verifier.verify(sink, set(1), Control.unlimited()).problems())
                .anyMatch(problem -> problem.image().equals("pages-1.img"));
        assertThat(Verifier.verify(sink, set(2), Control.unlimited()).problems())
                .as("without a signature the claim is damage, not intent")
                .noneMatch(problem ->
                        problem.set().equals(set(2)) && problem.image().equals("pages-1.img"));
    }

    /** Adds a multiple of the polynomial of CRC32C, bit by bit in the order in which it divides: no checksum sees that. */
    private static void forge(byte[] bytes) {
        long multiple = 0x1_05EC_76F1L;
        for (int i = 0; i <= 32; i++) {
            if ((multiple >> i & 1) != 0) {
                bytes[i / Byte.SIZE] ^= (byte) (1 << i % Byte.SIZE);
            }
        }
    }

    @Test
    void signedSetsAreNotSquashedOrPrunedWithoutAKey() throws IOException {
        make(1, Optional.of(own));
        make(2, Optional.of(own));
        make(3, Optional.of(own));
        Workplace keyless = place(Optional.empty(), Signers.ANY);
        assertThatThrownBy(() -> Squash.squash(keyless, set(3), folder + "/squashed"))
                .hasMessageContaining("is signed");
        assertThatThrownBy(() -> Prune.prune(keyless, set(3), 1)).hasMessageContaining("is signed");
        assertThatThrownBy(() -> Prune.prune(place(Optional.of(other), demanded), set(3), 1))
                .hasMessageContaining("signed-by");
        assertThat(Verifier.verify(sink, set(3), demanded, Control.unlimited()).problems())
                .isEmpty();
    }
}
