package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Storm;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import io.sluice.testkit.program.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Trees that do not keep still while they are dumped. */
class DisturbedDumpIT {
    private static final int TURNS = Form.count(1, 30);

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private int dumps;

    /** Else who reads what the target writes would wait for as long as the copy is drained. */
    @Test
    void aCopyHoldsNoDescriptorOfTheTarget() throws Exception {
        Path fifo = targets.folder().resolve("fifo");
        Path word = targets.folder().resolve("word");
        Command.of("mkfifo", fifo.toString()).run().succeeded();
        Process reader = Command.of("cat", fifo.toString())
                .start(targets.folder().resolve("read"), targets.folder().resolve("read.err"));
        Target target = targets.start(
                "python3",
                "-c",
                "import os,sys,time\nf=open(sys.argv[1],'w'); m=b'x'*(64<<20); f.write('ready'); f.flush()\n"
                        + "while not os.path.exists(sys.argv[2]): time.sleep(.01)\nf.close(); time.sleep(1000)",
                fifo.toString(),
                word.toString());
        Waiting.until(() -> targets.folder().resolve("read").toFile().length() == 5, () -> "the target does not write");
        Process sluice = start(target, "--leave-running");
        Waiting.until(() -> runsBesideCopy(target) || !sluice.isAlive(), () -> "no copy");
        Sluice.signal("STOP", sluice);
        try {
            assertThat(copies(target)).as("copies while Sluice stands still").isNotEmpty();
            Files.createFile(word);
            Waiting.until(() -> !reader.isAlive(), () -> "the reader still waits");
            assertThat(copies(target)).as("copies still").isNotEmpty();
        } finally {
            Sluice.signal("CONT", sluice);
            reader.destroyForcibly().waitFor();
        }
        assertThat(sluice.waitFor()).as(errors()).isZero();
        assertThat(copies(target)).isEmpty();
    }

    /** What of it was read is not whole. It is read slowly, as it is compressed well. */
    @Test
    void withoutItsCopyThereIsNoSet() throws Exception {
        Path config = Files.writeString(
                targets.folder().resolve("config.yaml"), "sink: [{use: zstd, level: 19}, directory]\n");
        Target target = targets.start("python3", "-c", "import os,time\nm=os.urandom(64<<20); time.sleep(1000)");
        Waiting.until(() -> resident(target) > 64 << 10, () -> "the target does not grow");
        Process sluice = start(target, "--leave-running", "--config", config.toString());
        Waiting.until(() -> stored() > 0 || !sluice.isAlive(), () -> "nothing is drained");
        Sluice.signal("STOP", sluice);
        copies(target)
                .forEach(copy -> Command.of("kill", "-KILL", "" + copy.pid()).run());
        Sluice.signal("CONT", sluice);
        assertThat(sluice.waitFor()).as(errors()).isEqualTo(4);
        assertThat(targets.folder().resolve("set-" + dumps).resolve("inventory.img"))
                .doesNotExist();
        assertThat(target.alive()).isTrue();
    }

    /** How much there is of the new set. */
    private long stored() {
        Path set = targets.folder().resolve("set-" + dumps);
        try (Stream<Path> files = Files.exists(set) ? Files.walk(set) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith("pages-"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException moved) {
            return 0;
        }
    }

    private static long resident(Target target) {
        String line = target.files().status("VmRSS").replace(" kB", "");
        return line.isEmpty() ? 0 : Long.parseLong(line);
    }

    @Test
    void aTargetThatIsKilledMeanwhileIsAClearAnswer() {
        for (int turn = 0; turn <= TURNS; turn++) {
            Keeper keeper = targets.keeper(KeeperPlan.restorable(64));
            boolean late = turn % 2 == 0;
            Process sluice = start(keeper.target(), "--leave-running");
            Waiting.until(
                    () -> !sluice.isAlive() || (late ? runsBesideCopy(keeper.target()) : traced(keeper.target())),
                    () -> "never held");
            Waiting.pause(random.nextInt(20));
            keeper.target().kill();
            requireClearEnd(sluice, "turn " + turn);
        }
    }

    @Test
    void aTargetThatExecutesAllTheTimeGoesOn() throws IOException {
        Path script = Files.writeString(targets.folder().resolve("script"), "exec sh \"$0\"\n");
        Target target = targets.start("sh", script.toString());
        for (int turn = 0; turn < TURNS; turn++) {
            requireClearEnd(start(target, "--leave-running"), "turn " + turn);
            assertThat(target.alive()).isTrue();
            assertThat(copies(target)).isEmpty();
        }
    }

    /**
     * Threads that are asked for their state take signals then, for which the kernel writes frames onto their stacks: also where
     * these were read already, for on top of a tracked chain that is done meanwhile.
     */
    @Test
    void whoseHandlersRunMeanwhileIsRestoredWithTheirFrames() {
        RealCriu criu = RealCriu.fetched();
        for (int turn = 0; turn < TURNS; turn++) {
            Witness witness = targets.witness("handlers");
            String pid = Long.toString(witness.target().pid());
            Target sender = targets.start("sh", "-c", "while kill -USR1 " + pid + "; do :; done");
            Path chain = targets.folder().resolve("chain-" + turn);
            Path set = chain.resolve("2");
            Sluice.run("pre-dump", "-t", pid, "-D", chain.resolve("1").toString(), "--track-mem")
                    .succeeded();
            Sluice.run("dump", "-t", pid, "-D", set.toString(), "--track-mem", "-R", "--prev-images-dir", "../1")
                    .succeeded();
            sender.kill();
            witness.target().forget();
            criu.restore(set);
            assertThat(witness.look()).as("turn " + turn).isEqualTo("same");
            witness.target().kill();
        }
    }

    @Test
    void aStormGoesOn() {
        Storm storm = targets.storm(32, Form.seed());
        int whole = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            Process sluice = start(storm.target(), "--leave-running");
            requireClearEnd(sluice, "turn " + turn + ", seed " + Form.seed());
            whole += sluice.exitValue() == 0 ? 1 : 0;
            List<Long> counters = storm.counters();
            Waiting.until(() -> allGrow(counters, storm.counters()), () -> "a storm rests");
            assertThat(copies(storm.target())).isEmpty();
        }
        assertThat(whole).as("dumps of a storm").isEqualTo(TURNS);
    }

    /** The heap of a storm ends to grow. */
    private static boolean allGrow(List<Long> before, List<Long> now) {
        for (int i = 0; i < before.size() - 1; i++) {
            if (now.get(i) <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    private Process start(Target target, String... more) {
        dumps++;
        String set = targets.folder().resolve("set-" + dumps).toString();
        return Sluice.start(log(), concat(List.of("dump", "-t", "" + target.pid(), "-D", set), more));
    }

    private static String[] concat(List<String> words, String... more) {
        return Stream.concat(words.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    private Path log() {
        return targets.folder().resolve("dump-" + dumps + ".log");
    }

    private String errors() throws IOException {
        return Files.readString(log().resolveSibling(log().getFileName() + ".err"));
    }

    /** A status that is documented, a line that says why, and the set verifies if there is one. */
    private void requireClearEnd(Process sluice, String when) {
        Waiting.until(() -> !sluice.isAlive(), () -> "Sluice does not end: " + when);
        Path set = targets.folder().resolve("set-" + dumps);
        try {
            assertThat(sluice.exitValue()).as(errors()).isIn(0, 1, 4, 5);
            assertThat(errors()).as(when).doesNotContain("Exception", "mistake in Sluice");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(Files.exists(set.resolve("inventory.img"))).isEqualTo(sluice.exitValue() == 0);
        if (sluice.exitValue() == 0) {
            Sluice.run("verify", set.toString()).succeeded();
        }
    }

    private static boolean runsBesideCopy(Target target) {
        return !copies(target).isEmpty() && !traced(target);
    }

    private static boolean traced(Target target) {
        try {
            return !target.files().status("TracerPid").equals("0");
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private static List<TaskFiles> copies(Target target) {
        return target.ofSession().stream().filter(DisturbedDumpIT::isCopy).toList();
    }

    private static boolean isCopy(TaskFiles task) {
        try {
            return task.alive() && task.status("Name").equals("sluice-shadow");
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
