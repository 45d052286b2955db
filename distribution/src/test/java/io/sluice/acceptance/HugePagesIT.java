package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.HugePages;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import io.sluice.testkit.program.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory in huge pages of hugetlbfs is dumped, and a real CRIU restores it in huge pages. */
class HugePagesIT {
    private static final int PAGES = 16;

    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private final Path set = targets.folder().resolve("set");
    private HugePages pages;

    @BeforeEach
    void reserve() {
        Optional<HugePages> free = HugePages.free(PAGES);
        assumeTrue(free.isPresent(), "the kernel gives no " + PAGES + " huge pages of 2 MiB");
        pages = free.orElseThrow();
    }

    @AfterEach
    void giveBack() {
        if (pages != null) {
            pages.close();
        }
    }

    @Test
    void memoryOfEveryKindIsRestored() {
        Witness witness = targets.witness("huge");
        dump(witness.target().pid()).succeeded();
        isRestored(witness);
    }

    /** A child that had a copy would have pages in common with it: where they run out, one of both is killed at a write. */
    @Test
    void ofATargetThatRunsOnTheyAreNotCopied() {
        Witness witness = targets.witness("huge");
        assertThat(dump(witness.target().pid(), "--leave-running").succeeded().out())
                .contains("its memory was read in the stop: it has huge pages of hugetlbfs");
        assertThat(witness.look()).isEqualTo("same");
        isRestored(witness);
    }

    /** They are in no pre-dump, and so, whole, in the dump on top, and in one on top of that. */
    @Test
    void onTopOfOtherSetsTheyAreTakenWhole() {
        Witness witness = targets.witness("huge");
        long pid = witness.target().pid();
        String first = targets.folder().resolve("first").toString();
        Command.Outcome round = Sluice.run("pre-dump", "-t", Long.toString(pid), "-D", first, "--track-mem");
        assertThat(round.succeeded().out()).contains("left out of pre-dumps: huge pages of hugetlbfs");
        Path second = targets.folder().resolve("second");
        dump(second, pid, "--prev-images-dir", first, "--track-mem", "--leave-running")
                .succeeded();
        dump(pid, "--prev-images-dir", second.toString(), "--track-mem").succeeded();
        isRestored(witness);
    }

    private void isRestored(Witness witness) {
        witness.target().forget();
        criu.restore(set);
        assertThat(witness.look()).isEqualTo("same");
    }

    @Test
    void filesOfHugePagesAreTakenByTheirNames() throws IOException {
        try (Mounted mounted = hugetlbfs(targets.folder().resolve("mount"))) {
            Path file = mounted.folder().resolve("file");
            Target target = mapping(file, "pass");
            dump(target.pid()).succeeded();
            target.forget();
            criu.restore(set);
            assertThat(Files.readString(Path.of("/proc/" + target.pid() + "/maps")))
                    .contains(file.toString());
            target.kill();
        }
    }

    @Test
    void filesThatWereDeletedAreRefusedByName() {
        try (Mounted mounted = hugetlbfs(targets.folder().resolve("mount"))) {
            Target target = mapping(mounted.folder().resolve("file"), "os.unlink(sys.argv[1])");
            Command.Outcome outcome = dump(target.pid(), "--ghost-limit", Integer.toString(4 << 20));
            assertThat(outcome.status()).isEqualTo(5);
            assertThat(outcome.err()).contains("is a file of huge pages that was deleted");
            assertThat(target.alive()).isTrue();
            target.kill();
        }
    }

    private Target mapping(Path file, String then) {
        String program = "import mmap,os,sys,time; f=os.open(sys.argv[1],os.O_RDWR|os.O_CREAT);"
                + "os.ftruncate(f,2<<20); m=mmap.mmap(f,2<<20); m[0]=7; " + then + "; os.dup2(f,9); time.sleep(1000)";
        Target target = targets.start("python3", "-c", program, file.toString());
        Waiting.until(
                () -> Files.exists(Path.of("/proc/" + target.pid() + "/fdinfo/9")),
                () -> "no file of huge pages in " + target.pid());
        return target;
    }

    private Command.Outcome dump(long pid, String... options) {
        return dump(set, pid, options);
    }

    private static Command.Outcome dump(Path into, long pid, String... options) {
        List<String> words = new ArrayList<>(List.of("dump", "-t", Long.toString(pid), "-D", into.toString()));
        words.addAll(List.of(options));
        return Sluice.run(words.toArray(String[]::new));
    }

    private static Mounted hugetlbfs(Path folder) {
        return Mounted.of(folder, "-t", "hugetlbfs", "none");
    }
}
