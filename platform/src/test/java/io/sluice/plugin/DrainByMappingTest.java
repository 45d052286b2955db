package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.ComponentChoice;
import io.sluice.config.DrainRule;
import io.sluice.config.MappingChoice;
import io.sluice.image.manifest.Component;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.Backing;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each chunk goes to the drain of the first rule that fits it. */
final class DrainByMappingTest {
    private final List<String> happened = new ArrayList<>();

    private final class Noted implements DrainStrategy {
        private final String name;
        private final int most;

        Noted(String name, int most) {
            this.name = name;
            this.most = most;
        }

        @Override
        public int parallelism() {
            return most;
        }

        @Override
        public TaskDrain open(DrainTarget target) throws ComponentException {
            if (most == 0) {
                throw new ComponentException("not this task", "none");
            }
            return new TaskDrain() {
                @Override
                public boolean move(PageChunk chunk, PageDestination destination) {
                    return happened.add(name);
                }

                @Override
                public void close() {
                    happened.add("close " + name);
                }
            };
        }
    }

    private Chosen<DrainStrategy> noted(String name, int most) {
        return new Chosen<>(new Noted(name, most), new Component(name, "1"));
    }

    private static DrainRule rule(MappingChoice mappings, long atLeast) {
        return new DrainRule(mappings, atLeast, ComponentChoice.of("any"));
    }

    private static PageChunk chunk(boolean readable, Backing backing, long mappingBytes) {
        return new PageChunk(List.of(new PageRange(0, 4096)), readable, backing, mappingBytes);
    }

    @Test
    void theFirstRuleThatFitsCounts() throws Exception {
        Map<DrainRule, Chosen<DrainStrategy>> rules = new LinkedHashMap<>();
        rules.put(rule(MappingChoice.UNREADABLE, 0), noted("forced", 3));
        rules.put(rule(MappingChoice.ANONYMOUS, 1 << 20), noted("splice", 4));
        rules.put(rule(MappingChoice.ALL, 1 << 30), noted("splice", 4));
        Chosen<DrainStrategy> chosen = DrainByMapping.of(noted("read", Integer.MAX_VALUE), rules);
        assertThat(chosen.named()).isEqualTo(new Component("read+forced+splice", "1+1+1"));
        assertThat(chosen.component().parallelism()).isEqualTo(3);
        try (TaskDrain drain = chosen.component().open(null)) {
            drain.move(chunk(true, Backing.ANONYMOUS, 4096), null);
            drain.move(chunk(false, Backing.ANONYMOUS, 1 << 20), null);
            drain.move(chunk(true, Backing.ANONYMOUS, 1 << 20), null);
            drain.move(chunk(true, Backing.SHARED, 1 << 20), null);
            drain.move(chunk(true, Backing.SHARED, 1 << 30), null);
        }
        assertThat(happened.subList(0, 5)).containsExactly("read", "forced", "splice", "read", "splice");
        assertThat(happened.subList(5, happened.size()))
                .containsExactlyInAnyOrder("close read", "close forced", "close splice", "close splice");
    }

    @Test
    void oneThatRefusesATaskLeavesNoneOpen() {
        Map<DrainRule, Chosen<DrainStrategy>> rules = Map.of(rule(MappingChoice.ALL, 0), noted("refusing", 0));
        DrainStrategy chosen = DrainByMapping.of(noted("read", 1), rules).component();
        assertThatThrownBy(() -> chosen.open(null)).hasMessage("not this task");
        assertThat(happened).containsExactly("close read");
    }
}
