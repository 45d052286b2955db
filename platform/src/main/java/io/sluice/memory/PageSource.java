package io.sluice.memory;

import io.sluice.spi.drain.TaskDrain;

/**
 * One task or shared segment to transfer.
 *
 * @param name what to call it in messages and progress
 * @param basis what is planned by
 * @param drain how its pages are moved; not closed by the transfer
 */
public record PageSource(String name, PlanBasis basis, TaskDrain drain) {}
