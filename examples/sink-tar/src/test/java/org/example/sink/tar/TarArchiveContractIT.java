package org.example.sink.tar;

import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.testkit.plugin.ShippedPlugin;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;

/** The same, through the archive that is shipped. */
class TarArchiveContractIT extends TarSinkContractTest {
    @AutoClose
    private final ShippedPlugin plugin = ShippedPlugin.open(Path.of(System.getProperty("archive")));

    TarArchiveContractIT() throws Exception {}

    @Override
    ImageSinkFactory factory() {
        return plugin.imageSink("tar");
    }
}
