package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tree is restored into its control groups, which are made again. Needs a hierarchy that may be written. */
class ControlGroupIT {
    private static final String PERMISSIONS = "rwxr-x---";

    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private Optional<Path> group = Optional.empty();

    @ParameterizedTest
    @CsvSource({"cgroup2, '', cgroup.max.depth", "cgroup, pids, pids.max"})
    void aTreeIsRestoredIntoItsGroups(String type, String option, String setting) throws IOException {
        Path set = targets.folder().resolve("set");
        Witness witness = targets.witness("family");
        Path made = make(type, option);
        Files.writeString(made.resolve(setting), "77");
        Files.writeString(
                made.resolve("cgroup.procs"), Long.toString(witness.target().pid()));
        String before = groups(witness);
        Sluice.run("dump", "-t", "" + witness.target().pid(), "-D", set.toString(), "--manage-cgroups")
                .succeeded();
        witness.target().forget();
        remove();
        criu.restore(set);
        assertThat(groups(witness)).isEqualTo(before);
        assertThat(Files.readString(made.resolve(setting)).trim()).isEqualTo("77");
        assertThat(made.resolve("empty")).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo(PERMISSIONS);
        witness.target().kill();
    }

    /** A new group with one below it. */
    private Path make(String type, String option) throws IOException {
        Optional<Path> hierarchy = hierarchy(type, option);
        assumeTrue(
                hierarchy.filter(Files::isWritable).isPresent(), "no hierarchy of control groups may be written here");
        Path made =
                hierarchy.get().resolve("sluice-test-" + ProcessHandle.current().pid());
        Files.createDirectories(made.resolve("empty"));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(PERMISSIONS));
        group = Optional.of(made);
        return made;
    }

    private static Optional<Path> hierarchy(String type, String option) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[2].equals(type)
                        && (option.isEmpty() || List.of(words[3].split(",", -1)).contains(option)))
                .map(words -> Path.of(words[1]))
                .findFirst();
    }

    private static String groups(Witness witness) throws IOException {
        return Files.readString(Path.of("/proc/" + witness.target().pid() + "/cgroup"));
    }

    /** One goes only when nobody is in it, which takes a moment after an end. */
    @AfterEach
    void remove() throws IOException {
        if (group.isPresent()) {
            Path made = group.get();
            io.sluice.testkit.program.Waiting.until(() -> empty(made), () -> made + " does not empty");
            Files.deleteIfExists(made.resolve("empty"));
            Files.deleteIfExists(made);
        }
    }

    private static boolean empty(Path made) {
        try {
            return !Files.exists(made)
                    || Files.readString(made.resolve("cgroup.procs")).isEmpty();
        } catch (IOException gone) {
            return true;
        }
    }
}
