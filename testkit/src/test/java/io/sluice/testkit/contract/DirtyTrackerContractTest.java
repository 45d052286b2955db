package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tracker that remembers a checksum of every page keeps every rule; broken ones do not. */
class DirtyTrackerContractTest {
    private static final int PAGE = 4096;
    private static Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE,
        TAKES_NOTHING(Rule.T01),
        MISSES_THE_TWENTIETH(Rule.T02),
        TAKES_ONE_AFTER_THE_NINTH(Rule.T03),
        TAKES_ONE_OF_NONE(Rule.T04),
        SCANS_DESTROY(Rule.T05),
        SCANS_DESTROY_OTHER_CHAINS(Rule.T06),
        FORGETS_LONG_CHAINS(Rule.T07),
        NEW_IS_CLEAN(Rule.T08),
        LOST_IS_CLEAN(Rule.T09),
        GOES_ON_FROM_NOTHING(Rule.T10),
        FORGETS_THE_UNMOVED(Rule.T11);

        private final Optional<Rule> rule;

        Flaw() {
            rule = Optional.empty();
        }

        Flaw(Rule broken) {
            rule = Optional.of(broken);
        }
    }

    /** The contract of the one that has the flaw. */
    static final class Contract implements DirtyTrackerContract {
        @Override
        public DirtyTrackerFactory factory() {
            return new SumFactory(flaw);
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFlawBreaksJustItsRule(Flaw one) {
        flaw = one;
        assertThat(BrokenRules.of(Contract.class, one.rule))
                .isEqualTo(one.rule.map(Set::of).orElse(Set.of()));
    }

    @Test
    void everyRuleHasItsFlaw() {
        assertThat(Arrays.stream(Flaw.values()).flatMap(one -> one.rule.stream()))
                .hasSameElementsAs(BrokenRules.ofKind("T"));
    }

    private record SumFactory(Flaw flaw) implements DirtyTrackerFactory {
        @Override
        public DirtyTracker create(Host host, Settings settings) {
            return new SumTracker(flaw);
        }

        @Override
        public String name() {
            return "sum";
        }

        @Override
        public String summary() {
            return "remembers a checksum of every page";
        }

        @Override
        public Availability probe(Host host) {
            return Availability.works();
        }
    }

    /** Every flaw is one where its rule looks, and nowhere else. */
    private static final class SumTracker implements DirtyTracker {
        private final Flaw flaw;
        private Optional<Map<Long, Long>> seenByAFailedRound = Optional.empty();
        private Optional<Map<Long, Long>> seenByTheLastRound = Optional.empty();
        private boolean began;

        SumTracker(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public Collects collects() {
            return Collects.RUNNING;
        }

        @Override
        public boolean tracksSharedSegments() {
            return true;
        }

        @Override
        public boolean looksAtBytes() {
            return true;
        }

        @Override
        public TaskTracker open(TrackedTarget target) {
            boolean goesOn = !began && target.parent().isPresent();
            began = true;
            return new SumTask(this, target, goesOn);
        }
    }

    private static final class SumTask implements TaskTracker, PageWitness {
        private static final int LONG_CHAIN = 30;
        private final SumTracker tracker;
        private final Flaw flaw;
        private final TrackedTarget target;
        private final boolean goesOn;
        private final int depth;
        private final Map<Long, Long> sums = new HashMap<>();
        private Map<Long, Long> before = Map.of();
        private long end;
        private int changes;
        private boolean lost;
        private boolean sealed;

        SumTask(SumTracker tracker, TrackedTarget target, boolean goesOn) {
            this.tracker = tracker;
            this.flaw = tracker.flaw;
            this.target = target;
            this.goesOn = goesOn;
            this.depth = depth(target.parent());
        }

        private static int depth(Optional<KeptState> parent) {
            return parent.map(state -> 1 + depth(state.parent())).orElse(0);
        }

        @Override
        public Scan scan(PageRange mapping) throws IOException {
            end = mapping.end();
            if (depth == 0) {
                return flaw == Flaw.TAKES_NOTHING ? new Scan.ByContent() : new Scan.Unknown("there is no parent");
            }
            Optional<Map<Long, Long>> kept = kept();
            lost = kept.isEmpty();
            if (lost) {
                return flaw == Flaw.LOST_IS_CLEAN ? new Scan.ByContent() : new Scan.Unknown("nothing was kept");
            }
            before = switch (flaw) {
                case SCANS_DESTROY -> tracker.seenByAFailedRound.orElse(kept.get());
                case SCANS_DESTROY_OTHER_CHAINS -> tracker.seenByTheLastRound.orElse(kept.get());
                default -> kept.get();
            };
            return new Scan.ByContent();
        }

        private Optional<Map<Long, Long>> kept() throws IOException {
            var kept = target.parent().orElseThrow().read();
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            Map<Long, Long> found = new HashMap<>();
            try (DataInputStream in = new DataInputStream(kept.get())) {
                for (int left = in.readInt(); left > 0; left--) {
                    found.put(in.readLong(), in.readLong());
                }
            }
            return Optional.of(found);
        }

        @Override
        public Optional<PageWitness> witness() {
            return Optional.of(this);
        }

        @Override
        public Judgement begin(List<PageRange> planned) {
            return new Judgement() {
                @Override
                public BitSet changed(List<PageRange> moved, ByteBuffer bytes) {
                    return judge(moved, bytes);
                }

                @Override
                public void record(BitSet stored, BitSet listed) {}

                @Override
                public void record(BitSet stored, BitSet listed, List<PageRange> unmoved) {
                    if (flaw != Flaw.FORGETS_THE_UNMOVED) {
                        unmoved.forEach(page -> takeOver(page.start()));
                    }
                }
            };
        }

        private BitSet judge(List<PageRange> moved, ByteBuffer bytes) {
            BitSet found = new BitSet();
            int page = 0;
            for (PageRange range : moved) {
                for (long at = range.start(); at < range.end(); at += PAGE) {
                    found.set(page, taken(at, sum(bytes.slice(page * PAGE, PAGE))));
                    page++;
                }
            }
            return found;
        }

        private boolean taken(long at, long sum) {
            boolean differs = differs(at, sum);
            changes += differs ? 1 : 0;
            return switch (flaw) {
                case MISSES_THE_TWENTIETH -> differs && (changes != 20 || !before.containsKey(at));
                case TAKES_ONE_AFTER_THE_NINTH -> differs || changes == 9;
                case TAKES_ONE_OF_NONE -> differs || (changes == 0 && depth == 1 && at == end - PAGE);
                default -> differs;
            };
        }

        private boolean differs(long at, long sum) {
            sums.put(at, sum);
            boolean nothing = (flaw == Flaw.TAKES_NOTHING && depth == 0)
                    || (flaw == Flaw.FORGETS_LONG_CHAINS && depth > LONG_CHAIN)
                    || (flaw == Flaw.GOES_ON_FROM_NOTHING && goesOn);
            if (nothing) {
                return false;
            }
            Long held = before.get(at);
            if (held == null) {
                return flaw != Flaw.NEW_IS_CLEAN && !(flaw == Flaw.LOST_IS_CLEAN && lost);
            }
            return held != sum;
        }

        private void takeOver(long page) {
            Optional.ofNullable(before.get(page)).ifPresent(sum -> sums.put(page, sum));
        }

        private static long sum(ByteBuffer bytes) {
            CRC32C sum = new CRC32C();
            sum.update(bytes);
            return sum.getValue();
        }

        @Override
        public void complete() throws IOException {
            try (DataOutputStream out = new DataOutputStream(target.keep())) {
                out.writeInt(sums.size());
                for (Map.Entry<Long, Long> entry : sums.entrySet()) {
                    out.writeLong(entry.getKey());
                    out.writeLong(entry.getValue());
                }
            }
        }

        @Override
        public void seal() {
            sealed = true;
            tracker.seenByTheLastRound = Optional.of(sums);
        }

        @Override
        public void close() {
            if (!sealed) {
                tracker.seenByAFailedRound = Optional.of(sums);
            }
        }
    }
}
