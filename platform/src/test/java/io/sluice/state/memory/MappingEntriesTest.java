package io.sluice.state.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.image.message.VmaEntry;
import io.sluice.kernel.PinnedFile;
import io.sluice.proc.TaskMappings;
import io.sluice.program.CProgram;
import io.sluice.program.Target;
import io.sluice.state.Allowed;
import io.sluice.state.file.Descriptors;
import io.sluice.state.file.OpenedMemory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mapping has that a restore would not bring back is a refusal, also where only its flags tell. */
class MappingEntriesTest {

    @ParameterizedTest
    @CsvSource({"sealed, is sealed (mseal(2))", "keyed, has a protection key (pkeys(7))"})
    void whatARestoreWouldLoseIsRefused(String kind, String why) {
        try (Target target = target(kind)) {
            assertThatThrownBy(() -> entries(target))
                    .hasMessageStartingWith("process " + target.pid())
                    .hasMessageContaining("the mapping ")
                    .hasMessageContaining(why);
        }
    }

    @Test
    void allElseOfSuchAProgramIsTaken() {
        try (Target target = target("eventfd")) {
            assertThat(entries(target)).isNotEmpty();
        }
    }

    private static List<VmaEntry> entries(Target target) {
        Descriptors files = new Descriptors(Allowed.DEFAULT, new OpenedMemory());
        String name = "process " + target.pid();
        return new MappingEntries(target.pid(), name, files.mapped(target.pid(), name))
                .of(TaskMappings.read(target.pid()).mappings());
    }

    private static Target target(String kind) {
        Target target = Target.startSilent(CProgram.of("descriptors"), kind);
        Path files = Path.of("/proc/" + target.pid() + "/fd");
        Target.await("a mapping", () -> isProgram(target) && Files.notExists(files.resolve("0")));
        boolean made = Files.exists(files.resolve("9"), LinkOption.NOFOLLOW_LINKS);
        if (!made) {
            target.close();
        }
        assumeTrue(made, () -> "this kernel, or this machine, makes nothing " + kind);
        return target;
    }

    private static boolean isProgram(Target target) {
        return PinnedFile.link("/proc/" + target.pid() + "/exe").endsWith("/descriptors");
    }
}
