package io.sluice.plugin;

import io.sluice.config.DrainRule;
import io.sluice.image.manifest.Component;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.TaskDrain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Several drains, each for the chunks of some mappings. They are closed by whoever made them. */
final class DrainByMapping implements DrainStrategy {
    private final DrainStrategy usual;
    private final Map<DrainRule, DrainStrategy> others;

    private DrainByMapping(DrainStrategy usual, Map<DrainRule, DrainStrategy> others) {
        this.usual = usual;
        this.others = others;
    }

    /**
     * Puts them together.
     *
     * @param usual for what no rule fits
     * @param others by their rules, in order
     */
    static Chosen<DrainStrategy> of(Chosen<DrainStrategy> usual, Map<DrainRule, Chosen<DrainStrategy>> others) {
        Map<DrainRule, DrainStrategy> strategies = new LinkedHashMap<>();
        others.forEach((rule, chosen) -> strategies.put(rule, chosen.component()));
        List<Component> named = Stream.concat(Stream.of(usual), others.values().stream())
                .map(Chosen::named)
                .distinct()
                .toList();
        return new Chosen<>(new DrainByMapping(usual.component(), strategies), Component.together(named));
    }

    private Stream<DrainStrategy> all() {
        return Stream.concat(Stream.of(usual), others.values().stream());
    }

    @Override
    public boolean holdsWhileStopped() {
        return all().anyMatch(DrainStrategy::holdsWhileStopped);
    }

    @Override
    public int parallelism() {
        return all().mapToInt(DrainStrategy::parallelism).min().orElseThrow();
    }

    @Override
    public TaskDrain open(DrainTarget target) throws ComponentException {
        List<TaskDrain> opened = new ArrayList<>();
        try {
            opened.add(usual.open(target));
            Map<DrainRule, TaskDrain> byRule = new LinkedHashMap<>();
            for (Map.Entry<DrainRule, DrainStrategy> other : others.entrySet()) {
                TaskDrain drain = other.getValue().open(target);
                opened.add(drain);
                byRule.put(other.getKey(), drain);
            }
            return new TaskDrainByMapping(opened.get(0), byRule);
        } catch (ComponentException | RuntimeException refused) {
            opened.forEach(TaskDrain::close);
            throw refused;
        }
    }
}
