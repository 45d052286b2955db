/** Who dumps: Sluice with each drain and tracker that is there, and the programs beside it. */
package io.sluice.benchmark.subject;
