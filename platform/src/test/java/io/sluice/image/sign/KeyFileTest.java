package io.sluice.image.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of ours and of openssl sign, and only a key is taken for one. */
final class KeyFileTest {
    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aKeySignsAndItsPublicOneTells() throws IOException {
        Path file = folder.resolve("key");
        SigningKey.create(file);
        SigningKey key = SigningKey.read(file);
        Signer signer = Signer.read(folder.resolve("key.pub"));
        assertThat(key.signer().text()).isEqualTo(signer.text());
        assertThat(signer.signed(MESSAGE, key.sign(MESSAGE))).isTrue();
        assertThat(signer.signed("another".getBytes(UTF_8), key.sign(MESSAGE))).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SigningKey.create(file)).hasMessageContaining("there already");
        assertThat(SigningKey.read(file).signer()).isEqualTo(signer);
    }

    @Test
    void keysOfOpensslAreTaken() {
        assumeTrue(Command.of("sh", "-c", "command -v openssl").run().status() == 0, "there is no openssl here");
        String file = folder.resolve("made").toString();
        Command.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", file)
                .run()
                .succeeded();
        Command.of("openssl", "pkey", "-in", file, "-pubout", "-out", file + ".pub")
                .run()
                .succeeded();
        SigningKey key = SigningKey.read(Path.of(file));
        assertThat(Signer.read(Path.of(file + ".pub")).signed(MESSAGE, key.sign(MESSAGE)))
                .isTrue();
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        SigningKey.create(folder.resolve("key"));
        assertRefused(() -> SigningKey.read(folder.resolve("key.pub")));
        assertRefused(() -> Signer.read(folder.resolve("key")));
        assertRefused(() -> SigningKey.read(folder.resolve("none")));
        Path file = Files.writeString(folder.resolve("empty"), "");
        assertRefused(() -> SigningKey.read(file));
        Files.writeString(
                file, Files.readString(folder.resolve("key")).replaceAll("\n[^-]{20}", "\nAAAAAAAAAAAAAAAAAAAA"));
        assertRefused(() -> SigningKey.read(file));
        Files.write(file, new byte[1 << 20]);
        assertRefused(() -> Signer.read(file));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(SluiceException.class, refused -> assertThat(refused.code())
                .isEqualTo(ErrorCode.CONFIG));
    }
}
