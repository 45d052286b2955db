package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is found to work works, and what is missing has a reason. */
class FeaturesTest {

    @Test
    void everyFeatureSaysWhatWasSeenAndWhatItMeans() {
        List<Feature> features = Features.probe();
        assertThat(features).extracting(Feature::name).doesNotHaveDuplicates().contains("ptrace", "soft-dirty");
        assertThat(features)
                .allSatisfy(feature -> assertThat(feature.reason()).isNotBlank().doesNotContain("\n"))
                .allSatisfy(
                        feature -> assertThat(feature.meaning()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void rootCanStopReadAndOpen() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may do everything");
        Map<String, Feature> features =
                Features.probe().stream().collect(Collectors.toMap(Feature::name, Function.identity()));
        for (String name : List.of("ptrace", "pidfd_open", "process_vm_readv", "/proc/PID/mem")) {
            assertThat(features.get(name)).matches(Feature::works);
        }
        assertThat(features.get("pipe-max-size").reason()).matches("[1-9][0-9]{3,} bytes");
        assertThat(features.get("kernel").reason()).isEqualTo(System.getProperty("os.version"));
    }

    @Test
    void softDirtyAgreesWithTheKernelsConfiguration() throws java.io.IOException {
        java.nio.file.Path configuration = java.nio.file.Path.of("/proc/config.gz");
        assumeTrue(java.nio.file.Files.isReadable(configuration), "the kernel does not show its configuration");
        String text;
        try (java.io.InputStream in =
                new java.util.zip.GZIPInputStream(java.nio.file.Files.newInputStream(configuration))) {
            text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        }
        Feature found = Features.probe().stream()
                .filter(feature -> feature.name().equals("soft-dirty"))
                .findFirst()
                .orElseThrow();
        assertThat(found.works()).isEqualTo(text.contains("CONFIG_MEM_SOFT_DIRTY=y"));
    }

    @Test
    void probingIsQuick() {
        Features.probe();
        long started = System.nanoTime();
        Features.probe();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(150));
    }
}
