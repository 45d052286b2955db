package io.sluice.testkit.criu;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.Pagemap;
import io.sluice.testkit.image.Reports;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What CRIU itself makes is what the kit's reader reads, and what CRIU restores the keeper finds right, or wrong. */
class RealCriuTest {
    @AutoClose
    private final Targets targets = Targets.create();

    private final Path images = targets.folder().resolve("images");

    @Test
    void dumpsWhatTheTruthFindsAndRestoresWhatTheKeeperFinds() {
        RealCriu criu = RealCriu.fetched();
        Keeper keeper = targets.keeper(KeeperPlan.restorable(8));
        keeper.touchAll(1);
        long report = keeper.report();
        criu.dump(keeper.pid(), images);
        Truth.Findings findings = Truth.compare(keeper.files(), images);
        assertThat(inRegions(keeper, findings)).isEmpty();
        assertThat(findings.listed()).isGreaterThan(2048);
        assertThat(Reports.differences(keeper, report, images)).isEmpty();
        assertThat(Crit.complaints(images)).isEmpty();
        keeper.target().forget();
        criu.restore(images);
        assertThat(keeper.wrongPages()).isZero();
        keeper.touchAll(2);
        assertThat(keeper.wrongPages()).isZero();
    }

    @Test
    void aFlippedBitIsSeenByTheTruthAndAfterARestoreByTheKeeper() throws IOException {
        RealCriu criu = RealCriu.fetched();
        Keeper keeper = targets.keeper(KeeperPlan.plain(4));
        long report = keeper.report();
        criu.dump(keeper.pid(), images);
        flip(keeper);
        assertThat(inRegions(keeper, Truth.compare(keeper.files(), images))).hasSize(1);
        assertThat(Reports.differences(keeper, report, images)).hasSize(1);
        keeper.target().forget();
        criu.restore(images);
        assertThat(keeper.wrongPages()).isEqualTo(1);
    }

    /** CRIU lets the threads run its own code in the stop: the kernel then writes a thread's rseq area, in its stack. */
    private static List<Truth.Difference> inRegions(Keeper keeper, Truth.Findings findings) {
        return findings.differences().stream()
                .filter(difference ->
                        keeper.regions().stream().anyMatch(region -> region.contains(difference.address())))
                .toList();
    }

    private void flip(Keeper keeper) throws IOException {
        Pagemap pagemap = Pagemap.read(images.resolve("pagemap-" + keeper.pid() + ".img"));
        long address = keeper.regions().get(0).start();
        Pagemap.Run run = pagemap.run(address);
        Path pages = images.resolve("pages-" + pagemap.pagesId() + ".img");
        try (RandomAccessFile file = new RandomAccessFile(pages.toFile(), "rw")) {
            file.seek(run.offset() + address - run.start());
            int held = file.read();
            file.seek(run.offset() + address - run.start());
            file.write(held ^ 1);
        }
    }
}
