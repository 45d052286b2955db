package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import io.sluice.testkit.program.Witness;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Sluice dumps, a real CRIU restores, and the program notices no difference. */
class DumpIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private final Path set = targets.folder().resolve("set");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads",
                "signals",
                "timers",
                "files",
                "pipes",
                "events",
                "memory",
                "family",
                "standing",
                "filters",
                "held",
                "rings"
            })
    void aRealCriuRestores(String kind) {
        Witness witness = targets.witness(kind);
        dump(witness.target().pid()).succeeded();
        assertThat(witness.target().alive()).as("it is killed").isFalse();
        witness.target().forget();
        criu.restore(set);
        assertThat(witness.look()).isEqualTo("same");
    }

    @Test
    void aRealCriuRestoresLostNamesAndLocks() {
        Witness witness = targets.witness("names");
        dump(witness.target().pid(), "--link-remap", "--file-locks").succeeded();
        witness.target().forget();
        criu.restore(set);
        assertThat(witness.look()).isEqualTo("same");
    }

    /** With the files as they were {@link #aRealCriuRestores} it. */
    @Test
    void aRealCriuRefusesAFileOfAnotherSize() throws IOException {
        Witness witness = targets.witness("files");
        dump(witness.target().pid()).succeeded();
        witness.target().forget();
        Path file = witness.file(".file");
        assertThat(Sluice.run("show", set.toString()).succeeded().out())
                .contains("task " + witness.target().pid() + " witness", ": " + file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> criu.restore(set)).hasMessageContaining("bad size 11 (expect 10)");
    }

    @Test
    void aRunningTargetGoesOnAndItsSetRestores() {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(16));
        keeper.rate(5_000);
        dump(keeper.pid(), "--leave-running").succeeded();
        long before = keeper.touchAll(1);
        assertThat(keeper.wrongPages()).isZero();
        assertThat(before).isPositive();
        keeper.target().forget();
        criu.restore(set);
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDumpAddsToAChainOfPreDumps(boolean squashed) {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(16));
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target());
        keeper.rate(5_000);
        rounds.next();
        keeper.touchAll(1);
        rounds.next();
        keeper.rate(0);
        String parent = rounds.last().toString();
        dump(keeper.pid(), "--prev-images-dir", parent).succeeded();
        keeper.target().forget();
        criu.restore(squashed ? squashed() : set);
        assertThat(keeper.wrongPages()).as(keeper.complaints()).isZero();
        assertThat(keeper.touchAll(2)).isPositive();
    }

    private Path squashed() {
        Path whole = targets.folder().resolve("whole");
        Sluice.run("chain", "squash", set.toString(), "-D", whole.toString()).succeeded();
        Sluice.run("verify", whole.toString()).succeeded();
        return whole;
    }

    @Test
    void aTargetThatIsLeftStoppedIsStopped() {
        Witness witness = targets.witness("memory");
        dump(witness.target().pid(), "--leave-stopped").succeeded();
        assertThat(witness.target().files().threadStatus("State").values()).allMatch(state -> state.startsWith("T"));
        witness.target().resume();
        assertThat(witness.look()).isEqualTo("same");
    }

    @Test
    void whatTracksATargetForUsIsLeftOut() throws IOException {
        Witness witness = targets.witness("events");
        long pid = witness.target().pid();
        String before = targets.folder().resolve("before").toString();
        Sluice.run("pre-dump", "-t", Long.toString(pid), "-D", before, "--track-mem")
                .succeeded();
        assertThat(descriptors(pid)).contains("anon_inode:[userfaultfd]");
        dump(pid).succeeded();
        witness.target().forget();
        criu.restore(set);
        assertThat(descriptors(pid))
                .doesNotContain("anon_inode:[userfaultfd]")
                .noneMatch(name -> name.startsWith("/memfd:"));
        assertThat(witness.look()).isEqualTo("same");
    }

    /** It may copy files then, as they are at the instant of the dump. */
    @ParameterizedTest
    @ValueSource(strings = {"--file-locks", "--leave-stopped", "--leave-running"})
    void anActionScriptIsRunWhileTheTreeStands(String option) throws IOException {
        Path told = targets.folder().resolve("told");
        Path script = targets.folder().resolve("script");
        Files.writeString(
                script,
                "#!/bin/sh\nset -e\ncd $CRTOOLS_IMAGE_DIR 2>/dev/null || cd /\n"
                        + "state=$(sed -n 's/^State:.//p' /proc/$CRTOOLS_INIT_PID/status)\n"
                        + "echo $CRTOOLS_SCRIPT_ACTION $state $(ls inventory.img 2>/dev/null) >>" + told + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Target target = targets.start("sleep", "1000");
        dump(target.pid(), option, "--action-script", script.toString()).succeeded();
        assertThat(Files.readAllLines(told))
                .containsExactly("pre-dump S (sleeping)", "post-dump t (tracing stop) inventory.img");
        assertThat(target.alive()).isEqualTo(option.startsWith("--leave"));
    }

    /** As CRIU names it: by the mount and the inode. */
    @Test
    void aFileThatWhoRestoresHasOpenIsTakenFromThere() throws IOException {
        Path file = Files.writeString(targets.folder().resolve("own"), "own");
        Path other = Files.writeString(targets.folder().resolve("other"), "other");
        Target target = targets.start("sh", "-c", "exec sleep 1000 8<" + file);
        Path opened = Path.of("/proc/" + target.pid() + "/fd/8");
        Waiting.until(() -> Files.exists(opened), () -> "no descriptor in " + target.pid());
        String name = String.format("file[%x:%x]", mount(target.pid(), 8), (Long) Files.getAttribute(file, "unix:ino"));
        dump(target.pid(), "--external", name).succeeded();
        target.forget();
        Files.delete(file);
        criu.restoreWith(set, other, name);
        assertThat(opened.toRealPath()).isEqualTo(other);
    }

    private static long mount(long pid, int descriptor) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/fdinfo/" + descriptor)).stream()
                .filter(line -> line.startsWith("mnt_id:"))
                .map(line -> Long.valueOf(line.substring("mnt_id:".length()).trim()))
                .findFirst()
                .orElseThrow();
    }

    /** And so is how to give a restore another one. */
    @Test
    void anEndOfAPipeWhoseOtherEndIsElsewhereIsTold() throws IOException {
        String loop = "while :; do echo a line; sleep 0.02; done";
        Target pipeline = targets.start("sh", "-c", "exec 2>/dev/null; { " + loop + "; } | cat >/dev/null");
        Waiting.until(() -> pipeline.files().children().size() == 2, () -> "no pipeline");
        long writer = pipeline.files().children().get(0);
        String pipe =
                Files.readSymbolicLink(Path.of("/proc/" + writer + "/fd/1")).toString();
        assertThat(dump(writer).succeeded().out())
                .contains("process " + writer, "descriptor 1 is an end of " + pipe, "--inherit-fd", "--shell-job");
        pipeline.forget();
        Path given = targets.folder().resolve("given");
        criu.restoreWith(set, given, pipe);
        Waiting.until(() -> given.toFile().length() > 0, () -> "nothing is written into " + given);
        Command.of("kill", "-KILL", Long.toString(writer)).run().succeeded();
    }

    /** Java begins by setting it for itself. */
    @Test
    void whatOnlyJavaHasSetIsNotToldOfOthers() {
        String usual = "echo 0x33 >/proc/self/coredump_filter; \"$@\"; exit $?";
        Target plain = targets.start("sh", "-c", usual, "sh", "sleep", "1000");
        List<String> words = new ArrayList<>(List.of("sh", "-c", usual, "sh"));
        words.addAll(Sluice.words("dump", "-t", Long.toString(plain.pid()), "-D", set.toString()));
        assertThat(Command.of(words).run().succeeded().out()).doesNotContain("core dumps");
    }

    private static List<String> descriptors(long pid) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path link : links) {
                names.add(Files.readSymbolicLink(link).toString());
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import socket; f=socket.socket().detach()|is a socket",
                "f,w=os.pipe2(os.O_DIRECT); os.write(w,b'packet')|is a pipe with packets in it",
            })
    void whatCannotBeDumpedIsRefusedByNameAndRunsOn(String making, String named) {
        Target target =
                targets.start("python3", "-c", "import os,time; " + making + "; os.dup2(f,9); time.sleep(1000)");
        Path last = Path.of("/proc/" + target.pid() + "/fd/9");
        Waiting.until(() -> Files.exists(last, LinkOption.NOFOLLOW_LINKS), () -> "no descriptor in " + target.pid());
        assertRefusedAndRunsOn(target, "process " + target.pid(), named);
    }

    /** What is under way is not seen from outside; what has completed is there. */
    @Test
    void thatRequestsUnderWayAreLostIsTold() {
        Witness witness = targets.witness("rings");
        assertThat(dump(witness.target().pid(), "--leave-running").succeeded().out())
                .contains("a restore does not bring back requests of asynchronous I/O that are still under way");
        witness.target().forget();
        criu.restore(set);
        assertThat(witness.look()).isEqualTo("same");
    }

    /** A restored child could use what only its parent can. */
    @Test
    void aRingOfAnotherProcessIsRefusedByName() throws IOException {
        Path ready = targets.folder().resolve("ready");
        String making = "import ctypes,os,sys,time; c=ctypes.CDLL(None).syscall; at=ctypes.c_long(0);"
                + "c(206,64,ctypes.byref(at)); os.fork() and os.mkdir(sys.argv[1]); time.sleep(1000)";
        Target target = targets.start("python3", "-c", making, ready.toString());
        Waiting.until(() -> Files.exists(ready), () -> "no child of " + target.pid());
        assertRefusedAndRunsOn(target, "/[aio] (deleted) is another process's ring of asynchronous I/O");
    }

    /** Were Sluice killed while the first makes a call for it that a filter punishes, that would be killed too. */
    @ParameterizedTest
    @CsvSource({"killing, would be punished", "timeless, may not read the processor's time stamps"})
    void whatOnlyTheStopShowsIsRefusedByNameAndRunsOn(String kind, String named) {
        Target target = targets.odd(kind);
        assertRefusedAndRunsOn(target, "process " + target.pid(), named);
    }

    @Test
    void whatOnlyTheProcessIsToldOfItselfAndIsLostIsTold() {
        Target target = targets.odd("vowed");
        assertThat(dump(target.pid(), "--leave-running").succeeded().out())
                .contains("a restore does not bring back", "(PR_SET_MDWE, prctl(2))", "(PR_MCE_KILL, prctl(2))")
                .doesNotContain("PR_SET_MEMORY_MERGE", "PR_SET_IO_FLUSHER");
    }

    private void assertRefusedAndRunsOn(Target target, String... named) {
        Command.Outcome outcome = dump(target.pid());
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err()).contains(named);
        assertThat(target.alive()).isTrue();
        assertThat(set).doesNotExist();
    }

    private Command.Outcome dump(long pid, String... options) {
        List<String> words = new ArrayList<>(List.of("dump", "-t", Long.toString(pid), "-D", set.toString()));
        words.addAll(List.of(options));
        return Sluice.run(words.toArray(String[]::new));
    }
}
