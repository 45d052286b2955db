package io.sluice.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two trackers of one target say together. */
final class WitnessedTaskTrackerTest {
    private static final PageRange MAPPING = new PageRange(0x1000, 0x9000);
    private static final Scan SOME = new Scan.Changed(List.of(new PageRange(0x2000, 0x3000)));
    private static final Scan BYTES = new Scan.ByContent();
    private final List<String> happened = new ArrayList<>();

    private final class Told implements TaskTracker {
        private final String name;
        private final Scan scan;

        Told(String name, Scan scan) {
            this.name = name;
            this.scan = scan;
        }

        @Override
        public Scan scan(PageRange mapping) {
            happened.add("scan " + name);
            return scan;
        }

        @Override
        public Optional<PageWitness> witness() {
            return name.equals("second") ? Optional.of(planned -> null) : Optional.empty();
        }

        @Override
        public void complete() {
            happened.add("complete " + name);
        }

        @Override
        public void seal() {
            happened.add("seal " + name);
        }

        @Override
        public void close() {}
    }

    private WitnessedTaskTracker both(Scan first, Scan second) {
        return new WitnessedTaskTracker(new Told("first", first), new Told("second", second));
    }

    private static Scan unknown(String reason) {
        return new Scan.Unknown(reason);
    }

    @Test
    void whatTheFirstKnowsIsLookedAt() throws Exception {
        WitnessedTaskTracker both = both(SOME, BYTES);
        assertThat(both.scan(MAPPING)).isEqualTo(SOME);
        assertThat(both.compared()).isEmpty();
        assertThat(both.witness()).isPresent();
        assertThat(both(SOME, unknown("no hashes")).scan(MAPPING)).isEqualTo(SOME);
    }

    @Test
    void whereTheFirstKnowsNothingTheSecondDecides() throws Exception {
        WitnessedTaskTracker both = both(unknown("no ground"), BYTES);
        assertThat(both.scan(MAPPING)).isEqualTo(BYTES);
        assertThat(both.compared()).containsExactly("no ground");
    }

    @Test
    void whereNeitherKnowsAnythingBothSayWhy() throws Exception {
        WitnessedTaskTracker both = both(unknown("no ground"), unknown("no hashes"));
        assertThat(both.scan(MAPPING)).isEqualTo(unknown("no ground, and no hashes"));
        assertThat(both.compared()).isEmpty();
    }

    @Test
    void bothGoThroughTheWholeRound() throws Exception {
        WitnessedTaskTracker both = both(SOME, BYTES);
        both.scan(MAPPING);
        both.complete();
        both.seal();
        assertThat(happened)
                .containsExactly(
                        "scan first", "scan second", "complete first", "complete second", "seal first", "seal second");
    }
}
