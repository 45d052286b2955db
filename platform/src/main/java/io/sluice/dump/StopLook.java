package io.sluice.dump;

import io.sluice.memory.PagePlan;
import java.util.Optional;

/**
 * What was seen in a stop of the pages of one task.
 *
 * @param layout what there is
 * @param changed how many bytes of it may have changed
 * @param plan which pages are to be moved, where they are few
 */
record StopLook(TaskLayout layout, long changed, Optional<PagePlan> plan) {}
