package io.sluice.dump.protection;

import io.sluice.kernel.MappingQuery;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.Optional;

/** What of a task is to be armed, as far as that can be known before its stop. */
sealed interface Armable permits KnownRuns, BareMappings {

    /**
     * The same as it is now, ascending. Every thread of the task stands still. Empty when that cannot be told, and all
     * mappings have to be read.
     */
    Optional<List<PageRange>> now(MappingQuery query);
}
