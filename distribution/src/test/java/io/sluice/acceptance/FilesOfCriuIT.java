package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.image.FileFields;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of sets that a real CRIU made, and a real CRIU as the judge of what ours say of files. */
class FilesOfCriuIT {
    private static final int DIFFERENT = 13;

    /** CRIU records the size of a log that is not opened for appending alone. */
    private static final String PROGRAM = "cd \"$1\" && exec 3<>app.log 4<data 5>>out && echo begun >&3 && echo out >&5"
            + " && LD_PRELOAD=./library.so exec sleep 1000";

    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private final Path ours = targets.folder().resolve("1");
    private final Path full = targets.folder().resolve("2");
    private final Path folder = targets.folder().resolve("files");
    private final Path library = folder.resolve("library.so");
    private final Path data = folder.resolve("data");
    private final Path log = folder.resolve("app.log");
    private Target target;

    @BeforeEach
    void dumpOnTopOfOurs() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(data, "some data");
        Files.move(compiled(42, "0x0102030405060708"), library);
        target = targets.start("sh", "-c", PROGRAM, "sh", folder.toString());
        Waiting.until(this::isMapped, () -> "the library is not mapped");
        Sluice.run("pre-dump", "-t", Long.toString(target.pid()), "-D", ours.toString())
                .succeeded();
        criu.dump(target.pid(), full, "--prev-images-dir", "../1");
        assertThat(full.resolve("parent")).isSymbolicLink();
        target.kill();
    }

    private boolean isMapped() {
        try {
            return Files.readString(Path.of("/proc/" + target.pid() + "/maps")).contains(library.toString());
        } catch (IOException ended) {
            return false;
        }
    }

    private Path compiled(int answer, String buildId) throws IOException {
        Path made = folder.resolve("other.so");
        Path source = Files.writeString(folder.resolve("library.c"), "int answer(void) { return " + answer + "; }\n");
        Command.Outcome outcome = Command.of(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-Wl,--build-id=" + buildId,
                        "-o",
                        made.toString(),
                        source.toString())
                .run();
        assumeTrue(outcome.status() == 0, outcome::err);
        return made;
    }

    private void replaceLibrary(int answer, String buildId) throws IOException {
        Path other = compiled(answer, buildId);
        assertThat(Files.size(other)).isEqualTo(Files.size(library));
        Files.move(other, library, StandardCopyOption.REPLACE_EXISTING);
    }

    private Command.Outcome verify() {
        Command.Outcome outcome = Sluice.run("verify", "--files", full.toString());
        Sluice.assertNoTrace(outcome);
        return outcome;
    }

    private String different() {
        Command.Outcome outcome = verify();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(DIFFERENT);
        return outcome.out();
    }

    private static String row(Path file, String rest) {
        return "(?m)^" + file + " +" + rest + "$";
    }

    @Test
    void verifyComparesTheFilesOfCriusSets() throws IOException {
        String table = verify().succeeded().out();
        assertThat(table)
                .containsPattern(row(library, "build-id +match"))
                .containsPattern(row(data, "size +match"))
                .containsPattern(
                        row(folder.resolve("out"), "- +unknown .*CRIU recorded no size of it \\(cannot be told\\)"))
                .containsPattern("(?m)^/dev/null +- +unknown .*it is no regular file")
                .containsPattern("libc[^\n]*build-id +match");
        replaceLibrary(42, "0x0102030405060709");
        Files.writeString(data, "some more data");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(different())
                .containsPattern(row(library, "build-id +mismatch +it has another build-id"))
                .containsPattern(row(data, "size +mismatch +it has 14 bytes, and had 9"))
                .containsPattern(row(log, "size +mismatch +its mode is 100777, and was 1006\\d\\d"));
    }

    @Test
    void criuJudgesFilesByWhatOursSaysOfThem() throws IOException {
        Files.writeString(log, "more\n", StandardOpenOption.APPEND);
        assertThat(criu.refusalApart(full)).contains("app.log has bad size");
        assertThat(FileFields.copy(ours, full)).contains(library.toString(), data.toString(), log.toString());
        criu.restoreApart(full);
        Files.writeString(data, "+", StandardOpenOption.APPEND);
        assertThat(criu.refusalApart(full)).contains("data has bad size 10 (expect 9)");
        Files.writeString(data, "some data");
        replaceLibrary(42, "0x0102030405060709");
        assertThat(criu.refusalApart(full)).contains("library.so has bad build-ID");
        replaceLibrary(42, "0x0102030405060708");
        criu.restoreApart(full);
    }

    /** Fields 12 to 14, which no CRIU reads yet. */
    @Test
    void whatCriuDoesNotSeeIsFoundByTheChecksum() throws IOException {
        FileFields.copy(ours, full);
        Files.writeString(log, "more\n", StandardOpenOption.APPEND);
        String table = verify().succeeded().out();
        assertThat(table).containsPattern(row(data, "checksum +match")).containsPattern(row(log, "checksum +match"));
        Files.writeString(data, "SOME DATA");
        Files.writeString(log, "Begun\nmore\n");
        criu.restoreApart(full);
        assertThat(different())
                .containsPattern(row(data, "checksum +mismatch +its bytes are others than they were"))
                .containsPattern(row(log, "checksum +mismatch +its bytes are others than they were"));
    }
}
