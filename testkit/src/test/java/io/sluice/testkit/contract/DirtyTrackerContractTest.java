package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tracker that remembers a checksum of every page keeps every rule; broken ones do not. */
class DirtyTrackerContractTest implements DirtyTrackerContract {
    private static final int PAGE = 4096;
    private static final Map<Long, Long> SINCE_THE_LAST_SCAN = new HashMap<>();
    private Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE(""),
        TAKES_NOTHING("t01TheFirstRoundTakesAll"),
        MISSES_A_PAGE("t02NoWriteIsMissed"),
        TAKES_ALL("t03NothingElseIsTaken"),
        SCANS_DESTROY("t05AFailedRoundLosesNothing"),
        SCANS_DESTROY_OTHER_CHAINS("t06TwoChainsLoseNothing"),
        NEW_IS_CLEAN("t08NewMappingsAreTaken"),
        LOST_IS_CLEAN("t09WithoutWhatWasKeptAllIsTaken"),
        FORGETS_THE_UNMOVED("t11WhatAnotherTrackerKnowsIsKept");

        private final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }
    }

    @Override
    public DirtyTrackerFactory factory() {
        return new SumFactory(flaw);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theRuleCanFail(Flaw broken) {
        flaw = broken;
        SINCE_THE_LAST_SCAN.clear();
        assertThatThrownBy(
                        () -> DirtyTrackerContract.class.getMethod(broken.rule).invoke(this))
                .cause()
                .isInstanceOf(AssertionError.class);
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

    private record SumTracker(Flaw flaw) implements DirtyTracker {
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
            return new SumTask(flaw, target);
        }
    }

    private static final class SumTask implements TaskTracker, PageWitness {
        private final Flaw flaw;
        private final TrackedTarget target;
        private final Map<Long, Long> sums = new HashMap<>();
        private Optional<Map<Long, Long>> before = Optional.empty();

        SumTask(Flaw flaw, TrackedTarget target) {
            this.flaw = flaw;
            this.target = target;
        }

        @Override
        public Scan scan(PageRange mapping) throws IOException {
            before = destroys() && target.parent().isPresent()
                    ? Optional.of(Map.copyOf(SINCE_THE_LAST_SCAN))
                    : sumsOfTheParent();
            return before.isPresent() || flaw == Flaw.TAKES_NOTHING
                    ? new Scan.ByContent()
                    : new Scan.Unknown("there is no parent");
        }

        private boolean destroys() {
            return flaw == Flaw.SCANS_DESTROY || flaw == Flaw.SCANS_DESTROY_OTHER_CHAINS;
        }

        private Optional<Map<Long, Long>> sumsOfTheParent() throws IOException {
            Optional<KeptState> parent = target.parent();
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            var kept = parent.get().read();
            if (kept.isEmpty()) {
                return flaw == Flaw.LOST_IS_CLEAN ? Optional.of(Map.of()) : Optional.empty();
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
                    found.set(page, differs(at, sum(bytes.slice(page * PAGE, PAGE))));
                    page++;
                }
            }
            if (flaw == Flaw.MISSES_A_PAGE && before.isPresent()) {
                found.clear(found.nextSetBit(0));
            }
            return found;
        }

        private boolean differs(long at, long sum) {
            sums.put(at, sum);
            SINCE_THE_LAST_SCAN.put(at, sum);
            Long held = before.map(known -> known.get(at)).orElse(null);
            if (flaw == Flaw.TAKES_ALL || flaw == Flaw.TAKES_NOTHING) {
                return flaw == Flaw.TAKES_ALL;
            }
            if (held == null) {
                return flaw != Flaw.NEW_IS_CLEAN && flaw != Flaw.LOST_IS_CLEAN;
            }
            return held != sum;
        }

        private void takeOver(long page) {
            before.map(known -> known.get(page)).ifPresent(sum -> sums.put(page, sum));
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
        public void close() {}
    }
}
