package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.fault.MemorySink;
import io.sluice.testkit.fault.MemorySink.Flaw;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A good sink keeps every rule, and for every rule there is a sink that breaks it and no other. */
class ImageSinkContractTest {
    private static Set<Flaw> flaws = Set.of();

    /** The contract of the sink that has the flaws. */
    static final class Contract implements ImageSinkContract {
        private final MemorySink sink = new MemorySink(flaws);
        private int names;

        @Override
        public ImageSink sink() {
            return sink;
        }

        @Override
        public String newName() {
            return "sets/" + names++;
        }

        @Override
        public Set<Capability> capabilities() {
            Set<Capability> all = EnumSet.allOf(Capability.class);
            all.removeIf(one -> one == Capability.PUNCHES && flaws.contains(Flaw.PRETENDS_TO_PUNCH));
            return all;
        }

        @Override
        public boolean leaveRemains(String name) {
            sink.leaveRemains(name);
            return true;
        }
    }

    @Test
    void aGoodOneBreaksNoRule() {
        flaws = Set.of();
        assertThat(BrokenRules.of(Contract.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFlawBreaksJustItsRule(Flaw flaw) {
        flaws = EnumSet.of(flaw);
        assertThat(BrokenRules.of(Contract.class)).containsExactly(flaw.rule());
    }

    @Test
    void everyRuleHasItsFlaw() {
        assertThat(Arrays.stream(Flaw.values()).map(Flaw::rule)).hasSameElementsAs(BrokenRules.ofKind("S"));
    }
}
