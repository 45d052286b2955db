package io.sluice.sink.encrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourceTest {
    private static final String DIGITS = "0f".repeat(32);

    @TempDir
    private Path folder;

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void ofAFile() throws IOException {
        byte[] key = new MasterKey(new KeyFile(file(DIGITS + "\n", "rw-------"))).bytes();
        assertThat(key).hasSize(32).containsOnly(0x0f);
    }

    @Test
    void ofAFileThatOthersCanRead() throws IOException {
        MasterKey key = new MasterKey(new KeyFile(file(DIGITS, "rw-r--r--")));
        assertThatThrownBy(key::bytes).isInstanceOf(SinkSettingsException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void ofAFileWithoutAKey() throws IOException {
        for (String text : List.of("", "secret", DIGITS + "0", DIGITS.repeat(100))) {
            MasterKey key = new MasterKey(new KeyFile(file(text, "rw-------")));
            assertThatThrownBy(key::bytes)
                    .isInstanceOf(SinkSettingsException.class)
                    .hasMessageContaining("64 hexadecimal digits")
                    .hasMessageNotContaining("0f");
        }
        assertThatThrownBy(new MasterKey(new KeyFile(folder.resolve("none")))::bytes)
                .isInstanceOf(SinkSettingsException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void ofACommand() throws IOException {
        assertThat(new MasterKey(new KeyCommand(List.of("echo", DIGITS))).bytes())
                .containsOnly(0x0f);
        assertThatThrownBy(new MasterKey(new KeyCommand(List.of("sh", "-c", "echo no vault >&2; exit 3")))::bytes)
                .isInstanceOf(SinkSettingsException.class)
                .hasMessageContaining("status 3: no vault");
        assertThatThrownBy(new MasterKey(new KeyCommand(List.of("no-such-command")))::bytes)
                .isInstanceOf(SinkSettingsException.class)
                .hasMessageContaining("no-such-command");
    }
}
