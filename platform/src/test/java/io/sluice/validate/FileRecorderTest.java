package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.FileEntry;
import io.sluice.kernel.PinnedFile;
import io.sluice.program.Target;
import io.sluice.spi.file.Verdict;
import io.sluice.validate.FileRecorder.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of real tasks, and what a check then says. */
class FileRecorderTest {
    private static final Path SHELL = Path.of("/bin/sh");

    private final Bytes bytes = new Bytes();

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void write() throws IOException {
        data = Files.writeString(folder.resolve("data"), "some data");
    }

    /** A shell that has opened files and then becomes a sleeping program. */
    private Target start(String opening, String program) {
        Target target = Target.startSilent(
                SHELL, "-c", "cd '" + folder + "'; " + opening + "; exec " + program + " 1000 7>ready");
        Target.await("the program", () -> Files.exists(folder.resolve("ready")) && isSleeping(target.pid()));
        return target;
    }

    private static boolean isSleeping(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/wchan")).contains("nanosleep");
        } catch (IOException ended) {
            return false;
        }
    }

    private Recorded record(Target target) {
        return record(target, Optional.empty());
    }

    private Recorded record(Target target, Optional<Path> cache) {
        return new FileRecorder(Bytes.rules(), bytes.forAllRules(), cache, Control.unlimited())
                .record(List.of(target.pid()));
    }

    private FileEntry entry(Recorded recorded, Predicate<FileEntry> which) {
        List<FileEntry> found = recorded.files().stream().filter(which).toList();
        assertThat(found).as(recorded.toString()).hasSize(1);
        return found.get(0);
    }

    private FileEntry entry(Recorded recorded, String name) {
        return entry(recorded, file -> file.path().equals(folder.resolve(name).toString()));
    }

    private FileFinding check(Recorded recorded, String name) {
        try (PinnedFile root = PinnedFile.of("/")) {
            FileCheck check = new FileCheck(Bytes.rules(), bytes.forAllRules(), root, Control.unlimited());
            return check.check("set", List.of(entry(recorded, name))).findings().get(0);
        }
    }

    private static String content(FileEntry entry) {
        return new String(entry.cookie().orElseThrow().content(), UTF_8);
    }

    @Test
    void mappedAndOpenFiles() {
        try (Target target = start("exec 3<data", "sleep")) {
            Recorded recorded = record(target);
            FileEntry entry = entry(recorded, "data");
            assertThat(content(entry)).isEqualTo("some data");
            assertThat(entry.size()).isEqualTo(9);
            assertThat(entry.onMismatch()).isEqualTo("fail");
            assertThat(recorded.files()).anyMatch(file -> file.path().endsWith("/sleep"));
            assertThat(recorded.files()).anyMatch(file -> file.path().contains("libc"));
            assertThat(recorded.files()).extracting(FileEntry::path).doesNotHaveDuplicates();
            assertThat(recorded.files()).noneMatch(file -> file.path().startsWith("["));
            assertThat(recorded.notes()).isEmpty();
            assertThat(check(recorded, "data").verdict()).isEqualTo(new Verdict.Match());
        }
    }

    @Test
    void deletedFilesMappedAndOpen() throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("sleeper"));
        try (Target target = start("exec 3<data 4<data", "./sleeper")) {
            Files.delete(program);
            Files.delete(data);
            Files.writeString(data, "another");
            Recorded recorded = record(target);
            FileEntry mapped = entry(recorded, "sleeper");
            assertThat(mapped.deleted()).isTrue();
            assertThat(mapped.cookie().orElseThrow().content()).startsWith(0x7f, 'E', 'L', 'F');
            // Two descriptors of one file are one file.
            FileEntry open = entry(recorded, "data");
            assertThat(open.deleted()).isTrue();
            assertThat(content(open)).isEqualTo("some data");
            assertThat(check(recorded, "data").verdict()).isInstanceOf(Verdict.Unknown.class);
            assertThat(check(recorded, "data").fails()).isFalse();
        }
    }

    @Test
    void aFileThatIsJustCalledDeleted() throws IOException {
        Files.writeString(folder.resolve("kept (deleted)"), "kept");
        try (Target target = start("exec 3<'kept (deleted)'", "sleep")) {
            FileEntry entry = entry(record(target), "kept (deleted)");
            assertThat(entry.deleted()).isFalse();
            assertThat(content(entry)).isEqualTo("kept");
        }
    }

    @Test
    void namesWithALineBreakAndOtherLetters() throws IOException {
        Path odd = Files.copy(Path.of("/bin/sleep"), folder.resolve("sleep\nx"));
        try (Target target = start("echo o >'\u00e4'; exec 3<'\u00e4'", "'./sleep\nx'")) {
            assertThat(entry(record(target), odd.getFileName().toString()).cookie())
                    .isPresent();
            assertThat(record(target).files()).anyMatch(file -> file.path().endsWith("/\u00e4"));
        }
    }

    @Test
    void whatIsNoRegularFileIsRecordedWithoutOpeningIt() throws IOException {
        try (Target target = start("mkfifo pipe; exec 3<>pipe 4</proc/self/status 5</dev/zero 6<.; rm -f x", "sleep")) {
            Recorded recorded = record(target);
            assertThat(entry(recorded, "pipe").without()).contains("it is a pipe");
            assertThat(entry(recorded, file -> file.path().equals("/dev/zero")).without())
                    .contains("it is a character device");
            assertThat(entry(recorded, file -> file.path().equals(folder.toString()))
                            .without())
                    .contains("it is a folder");
            assertThat(entry(recorded, file -> file.path().endsWith("/status")).without())
                    .contains("it is a file of the kernel's own (proc)");
            assertThat(check(recorded, "pipe").fails()).isFalse();
            // A pipe where a file was is looked at, and not waited for.
            Recorded regular = new Recorded(
                    List.of(new FileEntry(
                            folder.resolve("pipe").toString(),
                            false,
                            0,
                            0100644,
                            0,
                            "fail",
                            Optional.of(io.sluice.image.manifest.CookieEntry.of("bytes", 1, new byte[0])),
                            Optional.empty())),
                    List.of());
            assertThat(check(regular, "pipe").verdict()).isEqualTo(new Verdict.Mismatch("it is a pipe"));
        }
    }

    @Test
    void aFileThatChangesWhileItIsRead() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "old");
        try (Target target = start("exec 3<data 4<a.log", "sleep")) {
            bytes.meanwhile = () -> {
                append(data);
                append(log);
            };
            Recorded recorded = record(target);
            assertThat(entry(recorded, "data").without()).contains("it changed while it was read");
            // A log may grow: it is known by what it had.
            FileEntry entry = entry(recorded, "a.log");
            assertThat(entry.onMismatch()).isEqualTo("append-ok");
            assertThat(entry.cookie().orElseThrow().content()).hasSize((int) entry.size());
            assertThat(content(entry)).startsWith("old");
            bytes.meanwhile = () -> {};
            assertThat(check(recorded, "a.log").verdict()).isEqualTo(new Verdict.Match());
            Files.writeString(log, "ol");
            assertThat(check(recorded, "a.log").fails()).isTrue();
            Files.writeString(log, "Old and much longer than it ever was before");
            assertThat(check(recorded, "a.log").fails()).isTrue();
        }
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "+", StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void cookiesAreKeptForFilesThatStayTheSame() throws IOException {
        Optional<Path> cache = Optional.of(folder.resolve("cache"));
        try (Target target = start("exec 3<data", "sleep")) {
            Recorded first = record(target, cache);
            int reads = bytes.read.get();
            assertThat(reads).isGreaterThan(2);
            Recorded second = record(target, cache);
            assertThat(second).isEqualTo(first);
            // What was written just now could change again within the same tick of the clock: it is read again.
            assertThat(bytes.read.get()).isLessThan(reads + 4);
            Path other = Files.writeString(folder.resolve("other"), "SOME DATA");
            Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
            Files.setLastModifiedTime(data, FileTime.from(Instant.EPOCH));
            Files.write(data, Files.readAllBytes(other));
            Files.setLastModifiedTime(data, FileTime.from(Instant.EPOCH));
            assertThat(content(entry(record(target, cache), "data"))).isEqualTo("SOME DATA");
        }
    }

    @Test
    void aCancelledRequestEnds() {
        try (Target target = start("exec 3<data", "sleep")) {
            Control control = Control.unlimited();
            bytes.meanwhile = control::cancel;
            SluiceException ended = catchThrowableOfType(SluiceException.class, () -> new FileRecorder(
                            Bytes.rules(), bytes.forAllRules(), Optional.empty(), control)
                    .record(List.of(target.pid())));
            assertThat(ended.code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void aReplacedFileIsComparedByItsName() throws IOException {
        try (Target target = start("exec 3<data", "sleep")) {
            Recorded recorded = record(target);
            Path other = Files.writeString(folder.resolve("new"), "same size");
            Files.move(other, data, StandardCopyOption.REPLACE_EXISTING);
            FileFinding finding = check(recorded, "data");
            assertThat(finding.verdict()).isEqualTo(new Verdict.Mismatch("other"));
            assertThat(finding.fails()).isTrue();
        }
    }

    @Test
    void tasksThatHaveEndedHaveNoFiles() {
        Target target = start("exec 3<data", "sleep");
        target.close();
        Target.await("its end", () -> Target.state(target.pid()) == '?');
        assertThat(record(target).files()).isEmpty();
    }

    @Test
    void aLeaseIsNotBroken() throws IOException {
        String program =
                "import fcntl,os,time; f=os.open('data',os.O_RDWR); fcntl.fcntl(f,fcntl.F_SETLEASE,fcntl.F_WRLCK);"
                        + "open('ready','w').close(); time.sleep(1000)";
        try (Target holder = Target.startSilent(
                Path.of("/bin/sh"), "-c", "cd '" + folder + "'; exec python3 -c \"" + program + '"')) {
            Target.await("the lease", () -> Files.exists(folder.resolve("ready")));
            assertThat(entry(record(holder), "data").without())
                    .contains("it has a lease, which opening it might break");
            assertThat(Files.readString(Path.of("/proc/" + holder.pid() + "/fdinfo/3")))
                    .contains("LEASE  ACTIVE    WRITE");
        }
    }
}
