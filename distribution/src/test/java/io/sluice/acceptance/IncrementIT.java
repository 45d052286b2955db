package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.ImageChain;
import io.sluice.testkit.image.Pagemap;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With 1 % of the pages written a round stores 1.1 % of them at most, and 0.5 % of the memory beside them. */
class IncrementIT {
    private static final int MEBIBYTES = Integer.getInteger("sluice.increment.mebibytes", Form.count(128, 2048));

    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @EnumSource
    void aRoundStoresWhatChanged(Way way) throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(MEBIBYTES));
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target(), way);
        rounds.next();
        for (int round = 0; round < 2; round++) {
            keeper.write(pages(keeper) / 100);
            assertSmall(rounds.next());
        }
        rounds.nextAndCompare("");
    }

    private static long pages(Keeper keeper) {
        return keeper.regions().get(0).length() / 4096;
    }

    private static void assertSmall(Path set) throws IOException {
        long listed = 0;
        try (ImageChain chain = new ImageChain(set)) {
            for (String name : chain.pagemapNames()) {
                listed += chain.pagemap(name).orElseThrow().runs().values().stream()
                        .mapToLong(Pagemap.Run::pages)
                        .sum();
            }
        }
        long stored = bytes(set, name -> name.startsWith("pages-")) / 4096;
        long beside = bytes(set, name -> !name.startsWith("pages-"));
        assertThat(stored).as("pages stored of " + listed).isBetween(listed / 110, listed * 11 / 1000);
        assertThat(beside).as("bytes beside the pages of " + listed).isLessThanOrEqualTo(listed * 4096 / 200);
    }

    private static long bytes(Path set, Predicate<String> which) throws IOException {
        try (var files = Files.walk(set)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> which.test(file.getFileName().toString()))
                    .mapToLong(IncrementIT::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
