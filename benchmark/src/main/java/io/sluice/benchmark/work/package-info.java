/** Programs that run and files that are there for the time of a benchmark, and no longer. */
package io.sluice.benchmark.work;
