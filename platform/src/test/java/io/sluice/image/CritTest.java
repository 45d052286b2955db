package io.sluice.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CRIU's own tool reads what we write. */
final class CritTest {
    private static final Path CRIT = Path.of("/usr/bin/crit");
    private static final Map<String, String> MAGICS =
            Map.of("inventory.img", "INVENTORY", "stats-dump", "STATS", "pagemap-7.img", "PAGEMAP");

    @TempDir
    private Path folder;

    @Test
    void critDecodesEveryImage() throws Exception {
        assumeTrue(Files.isExecutable(CRIT), "crit (Debian's package criu) is not installed here");
        ImageSink sink = new FolderSink(true);
        Sets.first(sink, folder.resolve("1"));
        Sets.next(sink, folder.resolve("2"), folder.resolve("1"), "../1");
        for (Map.Entry<String, String> image : MAGICS.entrySet()) {
            JsonObject decoded = decode(folder.resolve("2").resolve(image.getKey()));
            assertThat(decoded.get("magic").getAsString()).isEqualTo(image.getValue());
        }
        JsonObject entry = decode(folder.resolve("2/pagemap-7.img"))
                .getAsJsonArray("entries")
                .get(1)
                .getAsJsonObject();
        assertThat(entry.get("vaddr").getAsString()).isEqualTo("0x7f0000000000");
        assertThat(entry.get("flags").getAsString()).contains("PE_PARENT");
        JsonObject stats = decode(folder.resolve("2/stats-dump"))
                .getAsJsonArray("entries")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("dump");
        assertThat(stats.get("pages_written").getAsLong()).isEqualTo(2);
    }

    private JsonObject decode(Path image) throws IOException, InterruptedException {
        Path output = folder.resolve("decoded");
        Process crit = new ProcessBuilder(CRIT.toString(), "decode", "--pretty", "-i", image.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(crit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, UTF_8);
        assertThat(crit.exitValue()).as(text).isZero();
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
