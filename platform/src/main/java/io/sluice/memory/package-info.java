/**
 * From populated pages to stored pages: what is planned, who moves it, what is written.
 *
 * <p>A {@link io.sluice.memory.PageTransfer} takes one {@link io.sluice.memory.PageSource} (a task or a shared segment)
 * chunk by chunk: planned in address order, moved and judged by several workers at once, and placed in address order
 * again, so that the pages file has neither gaps nor a second pass. Memory is bounded by the number of workers.
 */
package io.sluice.memory;
