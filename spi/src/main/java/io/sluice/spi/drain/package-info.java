/**
 * Getting planned pages out of a task. Start at {@link io.sluice.spi.drain.DrainStrategy}.
 *
 * <p>A drain is choreography over lent handles: it decides how bytes leave the task, in which portions and what to do
 * about pages that cannot be read. The core owns the plan, the worker threads, the buffers, the order of the pages file
 * and the pagemap.
 */
package io.sluice.spi.drain;
