package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sluice plugins verify} prints of a plugin that is not fit, and how it ends. */
class PluginsVerifyTest {
    @TempDir
    private Path folder;

    private Path archive(String properties) throws IOException {
        Path archive = folder.resolve("odd.zip");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("plugin.properties"));
            zip.write(properties.getBytes(StandardCharsets.UTF_8));
        }
        return archive;
    }

    private static CommandRun verify(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "plugins";
        all[1] = "verify";
        System.arraycopy(words, 0, all, 2, words.length);
        return CommandRun.of(new NotedPlatform(), all);
    }

    @Test
    void eachFindingIsALine() throws IOException {
        Path archive = archive("plugin.id=odd\nplugin.version=1\\u001b[31m\nplugin.requires=>=9.0.0\n");
        CommandRun run = verify(archive.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("unfit: is for the SPI >=9.0.0, and this is 0.1.0; "))
                .anyMatch(line -> line.equals("unfit: has no jar in lib; put its classes there, in a jar"))
                .anyMatch(line -> line.matches("sha256: [0-9a-f]{64}"));
        assertThat(run.out()).doesNotContain("\u001b");
        assertThat(run.err())
                .isEqualTo("sluice: " + archive + " is not fit to be a plugin; correct what is said of it\n");
    }

    @Test
    void forPrograms() throws IOException {
        CommandRun run = verify("--json", archive("").toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("\"fit\": false", "\"unfit\": true", "\"what\": \"has no plugin.id in");
    }

    @Test
    void whatIsNotThereIsNotFit() {
        CommandRun run = verify(folder.resolve("none.zip").toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).startsWith("unfit: there is no such file; give a plugin's archive");
    }
}
