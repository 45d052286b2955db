package io.sluice.dump;

import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Pagemap;
import io.sluice.memory.Area;
import io.sluice.memory.Population;
import io.sluice.memory.Stored;
import io.sluice.spi.memory.PageRange;
import java.util.List;

/** Which pages of a task's private memory are its own. */
final class TaskPopulation implements Population, AutoCloseable {
    private final Pagemap pagemap;

    TaskPopulation(int pid) {
        this.pagemap = Pagemap.open(pid);
    }

    @Override
    public Found find(Area area, long from) {
        PageRange rest = new PageRange(from, area.range().end());
        if (area.stored() == Stored.ALL) {
            return new Found(List.of(rest), rest.end());
        }
        try {
            Pagemap.Part part =
                    pagemap.find(rest, area.emptyIsZero() ? Pagemap.Population.WRITTEN : Pagemap.Population.COPIED);
            return new Found(part.runs(), part.upTo());
        } catch (KernelException e) {
            if (!e.errno().equals(Errno.ESRCH)) {
                throw e;
            }
            // The task ended: the drain will say so, and there is nothing more to plan.
            return new Found(List.of(), rest.end());
        }
    }

    @Override
    public void close() {
        pagemap.close();
    }
}
