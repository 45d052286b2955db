package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.kernel.Pagemap.Population;
import io.sluice.proc.Mapping;
import io.sluice.proc.MapsParser;
import io.sluice.proc.ProcFile;
import io.sluice.program.Target;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pages count as populated, told by scans and by entries. */
class PagemapTest {
    private static final long PAGE = 4096;

    @Test
    void writtenPagesCountAndPagesThatWereOnlyReadDoNot() {
        try (Target target = Target.start("pages");
                Pagemap pagemap = Pagemap.open(target.pid())) {
            List<PageRange> runs = find(pagemap, pages(target.address(0), 64), Population.WRITTEN);

            List<PageRange> written = new ArrayList<>();
            for (int i = 0; i < 64; i += 4) {
                written.add(pages(target.address(0) + i * PAGE, 1));
            }
            assertThat(runs).isEqualTo(written);
        }
    }

    @Test
    void ofAPrivateFileOnlyCopiedPagesCount() {
        try (Target target = Target.start("pages");
                Pagemap pagemap = Pagemap.open(target.pid())) {
            long start = target.address(4);
            assertThat(find(pagemap, pages(start, 2), Population.COPIED)).containsExactly(pages(start + PAGE, 1));
        }
    }

    @Test
    void guardRegionsDoNotCount() {
        try (Target target = Target.start("pages");
                Pagemap scans = Pagemap.open(target.pid());
                Pagemap entries = Pagemap.openEntries(target.pid())) {
            assumeTrue(target.address(3) == 1 && tellsGuards(), "this kernel has no guard regions to tell");
            long start = target.address(2);
            List<PageRange> around = List.of(pages(start, 2), pages(start + 4 * PAGE, 4));
            assertThat(find(scans, pages(start, 8), Population.WRITTEN)).isEqualTo(around);
            assertThat(find(entries, pages(start, 8), Population.WRITTEN)).isEqualTo(around);
        }
    }

    /** Linux 6.15 and later. */
    private static boolean tellsGuards() {
        String[] release = System.getProperty("os.version").split("[.-]", 3);
        int major = Integer.parseInt(release[0]);
        return major > 6 || (major == 6 && Integer.parseInt(release[1]) >= 15);
    }

    @Test
    void scansAndEntriesTellTheSameOfEveryMapping() {
        try (Target target = Target.start("pages");
                Pagemap scans = Pagemap.open(target.pid());
                Pagemap entries = Pagemap.openEntries(target.pid())) {
            assumeTrue(scans.canScan(), "this kernel has no PAGEMAP_SCAN");
            assumeTrue(entriesShowFrames(target), "without CAP_SYS_ADMIN entries do not show the page of zeros");
            int compared = 0;
            for (Mapping mapping : MapsParser.parse(maps(target))) {
                for (Population population : Population.values()) {
                    List<PageRange> runs = find(scans, mapping.range(), population);
                    assertThat(find(entries, mapping.range(), population))
                            .as("%s %s", population, mapping.describe())
                            .isEqualTo(runs);
                    compared += runs.size();
                }
            }
            assertThat(compared).isGreaterThan(20);
        }
    }

    private static boolean entriesShowFrames(Target target) {
        try (Pagemap entries = Pagemap.openEntries(target.pid())) {
            return find(entries, pages(target.address(0) + PAGE, 1), Population.WRITTEN)
                    .isEmpty();
        }
    }

    @Test
    void afterAnExecNothingIsPopulated() {
        try (Target target = Target.start("exec");
                Pagemap scans = Pagemap.open(target.pid());
                Pagemap entries = Pagemap.openEntries(target.pid())) {
            Mapping stack = MapsParser.parse(maps(target)).stream()
                    .filter(mapping -> mapping.path().equals("[stack]"))
                    .findFirst()
                    .orElseThrow();
            assertThat(find(scans, stack.range(), Population.WRITTEN)).isNotEmpty();
            byte[] before = auxiliary(target);
            target.signal("USR1");
            Target.await("another program", () -> !java.util.Arrays.equals(before, auxiliary(target)));
            assertThat(find(scans, stack.range(), Population.WRITTEN)).isEmpty();
            assertThat(find(entries, stack.range(), Population.WRITTEN)).isEmpty();
        }
    }

    private static byte[] auxiliary(Target target) {
        return ProcFile.read("/proc/" + target.pid() + "/auxv").orElse(new byte[0]);
    }

    private static byte[] maps(Target target) {
        return Optional.of("/proc/" + target.pid() + "/maps")
                .flatMap(ProcFile::read)
                .orElseThrow();
    }

    /** All runs of a range, as one list of runs that do not touch. */
    private static List<PageRange> find(Pagemap pagemap, PageRange range, Population population) {
        List<PageRange> all = new ArrayList<>();
        long at = range.start();
        while (at < range.end()) {
            Pagemap.Part part = pagemap.find(new PageRange(at, range.end()), population);
            assertThat(part.upTo()).isGreaterThan(at);
            for (PageRange run : part.runs()) {
                int last = all.size() - 1;
                if (last >= 0 && all.get(last).end() == run.start()) {
                    all.set(last, new PageRange(all.get(last).start(), run.end()));
                } else {
                    all.add(run);
                }
            }
            at = part.upTo();
        }
        return all;
    }

    private static PageRange pages(long start, int count) {
        return new PageRange(start, start + count * PAGE);
    }
}
