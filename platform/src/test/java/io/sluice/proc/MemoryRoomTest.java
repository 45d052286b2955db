package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.program.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a real process may still take up. */
class MemoryRoomTest {
    private static final long LIMIT = 64L << 20;

    @Test
    void itIsNoMoreThanTheMachineHas() throws IOException {
        long total = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
        MemoryRoom room = MemoryRoom.of(List.of((int) ProcessHandle.current().pid()));
        assertThat(room.bytes()).isPositive().isLessThan(total);
    }

    @Test
    void aControlGroupLimitsIt() throws IOException {
        Path controller = Path.of("/sys/fs/cgroup/memory");
        assumeTrue(
                Files.isWritable(controller.resolve("cgroup.procs")), "no memory controller of version 1 to write to");
        Path group = Files.createDirectory(controller.resolve("sluice-" + UUID.randomUUID()));
        try (Target target = Target.start("pages")) {
            Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(LIMIT));
            Files.writeString(group.resolve("cgroup.procs"), Integer.toString(target.pid()));
            MemoryRoom room = MemoryRoom.of(List.of(target.pid()));
            assertThat(room.bytes()).isPositive().isLessThanOrEqualTo(LIMIT);
            assertThat(room.limit()).contains(group.toString());
        } finally {
            Files.delete(group);
        }
    }
}
