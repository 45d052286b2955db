package io.sluice.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.Compatibility.Broken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The SPI is what it was when its version was recorded in {@code spi/baseline}, and more. So plugins that were built then
 * are run and built now.
 *
 * <p>To record a version: {@code mvn -pl spi test -Dtest=BaselineTest -Dsluice.spi.record=true}.
 */
class BaselineTest {
    private static final Path BASELINE = Path.of("baseline", SpiVersion.CURRENT + ".txt");

    @Test
    void theSpiBreaksNoPluginOfItsVersion() throws Exception {
        if (Boolean.getBoolean("sluice.spi.record")) {
            assertThat(BASELINE)
                    .as("SPI " + SpiVersion.CURRENT + " is recorded already; plugins are built for that."
                            + " Raise SpiVersion.CURRENT, or remove the file where that version was never released")
                    .doesNotExist();
            Files.createDirectories(BASELINE.getParent());
            Files.write(BASELINE, PublicApi.now());
        }
        assertThat(BASELINE)
                .as("SPI " + SpiVersion.CURRENT + " is not recorded: -Dsluice.spi.record=true does it")
                .exists();
        Set<Broken> broken = Compatibility.broken(new TreeSet<>(Files.readAllLines(BASELINE)), PublicApi.now());
        assertThat(broken)
                .as("this breaks plugins for the SPI " + SpiVersion.CURRENT
                        + ": take it back, add a method with a default"
                        + " instead, or raise SpiVersion.CURRENT and record it (-Dsluice.spi.record=true)")
                .isEmpty();
    }
}
