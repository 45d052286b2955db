/** What stacks of sinks make of the heaps of real programs: how much shorter, and how fast, beside plain images. */
package io.sluice.benchmark.stack;
