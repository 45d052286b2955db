package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.testkit.program.KeeperCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plain drain, a page at a time, keeps every rule; broken ones do not. */
class DrainStrategyContractTest {
    private static Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE,
        SKIPS_THE_LAST_PAGE(Rule.D01),
        INVENTS_ZEROS(Rule.D02),
        HONOURS_RIGHTS(Rule.D03),
        SILENT_ABOUT_DEATH(Rule.D04),
        WRAPS_FAILURES(Rule.D05),
        STORES_TWICE(Rule.D06),
        KNOWS_ONE_THREAD(Rule.D07),
        UNMAPS_A_PAGE(Rule.D08),
        DOES_NOT_PROBE(Rule.D09),
        NEEDS_CALLS(Rule.D10),
        LEAVES_A_GAP(Rule.D11),
        ANSWERS_FOR_ALL(Rule.D12),
        STOPS_AT_THE_FIRST(Rule.D13),
        HELD_BY_LIMITS(Rule.D14),
        DEAD_BUT_WILLING(Rule.D15);

        private final Optional<Rule> rule;

        Flaw() {
            rule = Optional.empty();
        }

        Flaw(Rule broken) {
            rule = Optional.of(broken);
        }
    }

    /** The contract of the one that has the flaw. */
    static final class Contract implements DrainStrategyContract {
        @Override
        public DrainStrategyFactory factory() {
            return new PlainFactory(flaw);
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
                .hasSameElementsAs(BrokenRules.ofKind("D"));
    }

    private record PlainFactory(Flaw flaw) implements DrainStrategyFactory {
        @Override
        public DrainStrategy create(Host host, Settings settings) {
            return target -> new PlainDrain(flaw, target, Thread.currentThread());
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String summary() {
            return "reads a page at a time";
        }

        @Override
        public Availability probe(Host host) {
            ByteBuffer read =
                    ByteBuffer.allocateDirect((int) host.sample().range().bytes());
            host.sample().memory().readForced(host.sample().range(), read);
            boolean equal = host.sample().equalTo(read.flip()) && flaw != Flaw.DOES_NOT_PROBE;
            return equal ? Availability.works() : new Availability.Missing("cannot read", "none");
        }
    }

    /** Every flaw is one where its rule looks, and nowhere else. */
    private record PlainDrain(Flaw flaw, DrainTarget target, Thread opener) implements TaskDrain {
        private static final int SMALL = 64 * 4096;

        @Override
        public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
            List<PageRange> moved = new ArrayList<>();
            ByteBuffer buffer = destination.buffer();
            boolean byBuffer = !destination.takesDescriptor();
            for (PageRange range : chunk.ranges()) {
                for (long page = range.start(); page < range.end(); page += 4096) {
                    PageRange one = new PageRange(page, page + 4096);
                    ReadResult result = flaw == Flaw.HONOURS_RIGHTS && byBuffer
                            ? target.memory().read(List.of(one), buffer)
                            : target.memory().readForced(one, buffer);
                    if (result.ending() == ReadResult.Ending.GONE) {
                        return flaw == (byBuffer ? Flaw.SILENT_ABOUT_DEATH : Flaw.DEAD_BUT_WILLING);
                    }
                    if (result.bytes() == 4096) {
                        moved.add(one);
                    } else if (flaw == Flaw.INVENTS_ZEROS && byBuffer) {
                        buffer.position(buffer.position() + 4096);
                        moved.add(one);
                    } else if (flaw == Flaw.STOPS_AT_THE_FIRST && !byBuffer && chunk.bytes() > SMALL) {
                        break;
                    }
                }
            }
            if (flaw == Flaw.NEEDS_CALLS && target.calls().isEmpty()) {
                moved.clear();
            }
            if (flaw == Flaw.UNMAPS_A_PAGE && byBuffer && chunk.bytes() == PageChunk.MOST_BYTES) {
                ((KeeperCalls) target.calls().orElseThrow()).unmap(moved.get(0));
            }
            if (destination.takesDescriptor()) {
                destination.store((image, offset) -> intoImage(chunk, moved, buffer, image, offset));
            } else {
                finish(chunk, moved, destination);
            }
            return true;
        }

        private List<PageRange> intoImage(
                PageChunk chunk, List<PageRange> moved, ByteBuffer buffer, Descriptor image, long offset)
                throws IOException {
            if (flaw == Flaw.HELD_BY_LIMITS && chunk.bytes() == PageChunk.MOST_BYTES) {
                return written(moved, image, offset);
            }
            boolean gap = flaw == Flaw.LEAVES_A_GAP
                    && chunk.ranges().size() > 1
                    && target.calls().isPresent();
            Path open = Path.of("/proc/self/fd/" + image.number());
            try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE)) {
                channel.write(buffer.flip(), gap ? offset + 4096 : offset);
            }
            return flaw == Flaw.ANSWERS_FOR_ALL && chunk.bytes() <= SMALL ? chunk.ranges() : moved;
        }

        private List<PageRange> written(List<PageRange> moved, Descriptor image, long offset) throws IOException {
            try {
                InjectedCalls calls = target.calls().orElseThrow();
                long pages = calls.pwritev(calls.lend(image), offset, moved) / 4096;
                return moved.subList(0, (int) pages);
            } catch (ComponentException gone) {
                throw new IOException(gone);
            }
        }

        private void finish(PageChunk chunk, List<PageRange> moved, PageDestination destination) throws IOException {
            boolean skips =
                    switch (flaw) {
                        case SKIPS_THE_LAST_PAGE -> chunk.ranges().size() > 1;
                        case KNOWS_ONE_THREAD -> Thread.currentThread() != opener;
                        default -> false;
                    };
            if (skips) {
                moved.remove(moved.size() - 1);
            }
            try {
                destination.store(moved);
            } catch (IOException failure) {
                throw flaw == Flaw.WRAPS_FAILURES ? new IOException("wrapped", failure) : failure;
            }
            if (flaw == Flaw.STORES_TWICE) {
                destination.store(moved);
            }
        }
    }
}
