package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What this JVM has open. It opens and closes files of its own at any time: pipes of programs that it started. */
record OwnDescriptors(long tasks, int all) {
    private static final int ITS_OWN = 10;

    static OwnDescriptors now() {
        List<String> links = Stream.of(new File("/proc/self/fd").listFiles())
                .map(OwnDescriptors::link)
                .toList();
        long tasks = links.stream()
                .filter(link -> link.contains("pidfd") || link.endsWith("/mem"))
                .count();
        return new OwnDescriptors(tasks, links.size());
    }

    private static String link(File file) {
        try {
            return Files.readSymbolicLink(file.toPath()).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** Nothing that belongs to a target is left, nor what is made for each shadow, of which there were more than a few. */
    void requireNoneMore() {
        OwnDescriptors now = now();
        assertThat(now.tasks).isLessThanOrEqualTo(tasks);
        assertThat(now.all).isLessThan(all + ITS_OWN);
    }
}
