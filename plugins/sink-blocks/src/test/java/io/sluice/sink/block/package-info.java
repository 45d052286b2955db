/** Tests of sinks of blocks, over a sink in memory. */
package io.sluice.sink.block;
