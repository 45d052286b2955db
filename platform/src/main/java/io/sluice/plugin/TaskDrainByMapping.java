package io.sluice.plugin;

import io.sluice.config.DrainRule;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The drains of one task, each for some of its chunks. */
final class TaskDrainByMapping implements TaskDrain {
    private final TaskDrain usual;
    private final Map<DrainRule, TaskDrain> others;

    TaskDrainByMapping(TaskDrain usual, Map<DrainRule, TaskDrain> others) {
        this.usual = usual;
        this.others = others;
    }

    @Override
    public void hold(List<PageRange> pages) throws ComponentException {
        for (TaskDrain drain : all()) {
            drain.hold(pages);
        }
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        return drainOf(chunk).move(chunk, destination);
    }

    private TaskDrain drainOf(PageChunk chunk) {
        return others.entrySet().stream()
                .filter(other -> other.getKey().fits(chunk))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private List<TaskDrain> all() {
        List<TaskDrain> all = new ArrayList<>(others.values());
        all.add(usual);
        return all;
    }

    @Override
    public void close() {
        all().forEach(TaskDrain::close);
    }
}
